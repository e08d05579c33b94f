import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which process listens whether somebody has joined who was invited. */
export class InvitationStream1764001000000 implements MigrationInterface {
  readonly name = 'InvitationStream1764001000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table invitation_stream (
        connection_id uuid primary key references connection (id) on delete cascade,
        holder uuid not null,
        held_until timestamptz not null
      )`,
    );
    await runner.query(
      `create index link_invited on link (connection_id) where presence = 'invited' and kind = 'account'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
