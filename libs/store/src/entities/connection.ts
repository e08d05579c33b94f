import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** One SCIM side joined to one DingTalk organisation. */
@Entity('connection')
export class ConnectionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') direction!: string;
  @Column('text') stamp!: string;
  @Column('text', { name: 'app_key' }) appKey!: string;
  @Column('text', { name: 'app_secret_sealed' }) appSecretSealed!: string;
  @Column('text', { name: 'oapi_base' }) oapiBase!: string;
  @Column('text', { name: 'api_base' }) apiBase!: string;
  @Column('jsonb') settings!: object;
  @Column('integer', { name: 'settings_version', default: 1 }) settingsVersion!: number;
  @Column('uuid', { name: 'review_after', nullable: true }) reviewAfter!: string | null;
  @Column('text') state!: string;
  @Column('text', { name: 'state_reason', nullable: true }) stateReason!: string | null;
  @Column('timestamptz', { name: 'closing_at', nullable: true }) closingAt!: Date | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
