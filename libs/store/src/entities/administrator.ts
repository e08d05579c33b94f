import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Who may sign in to the console. */
@Entity('administrator')
export class AdministratorEntity {
  @PrimaryColumn('text') name!: string;
  @Column('text', { name: 'password_hash' }) passwordHash!: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

/** A signed-in browser; the cookie's value is kept as its SHA-256. */
@Entity('admin_session')
export class AdminSessionEntity {
  @PrimaryColumn('bytea') hash!: Buffer;
  @Column('text') administrator!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
