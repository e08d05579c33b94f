import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A bearer token of a SCIM client, kept as its SHA-256. */
@Entity('scim_token')
export class ScimTokenEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'connection_id' }) connectionId!: string;
  @Column('bytea') hash!: Buffer;
  @Column('text') label!: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
}
