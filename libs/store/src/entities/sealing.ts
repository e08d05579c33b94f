import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: a known text sealed by the first key, which tells whether the keys we have open this store. */
@Entity('sealing')
export class SealingEntity {
  @PrimaryColumn('smallint') id!: number;
  @Column('text') proof!: string;
}
