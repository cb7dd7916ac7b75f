import type { BedName } from '../apiClient.ts';
import type { LayoutBed } from './layout.ts';
import type { Member, MemberSet } from './startMembers.ts';

/** A laid cluster of Postgres servers. */
export interface PostgresLayout {
  readonly bed: LayoutBed;
  readonly namespace: string;
  /** Its name. */
  readonly cluster: string;
  /** File with the manifest. */
  readonly manifest: string;
  readonly resource: BedName;
  readonly members: MemberSet;
  /** As they are now. */
  readonly primary: Member;
  readonly replica: Member;
  /** By role: what the Secrets hold. */
  readonly passwords: Readonly<Record<string, string>>;
  /** The resource, pods and servers go as the operator would let them go; what it leaves behind stays. */
  deleteCluster(): Promise<void>;
  /** Ends the servers; objects stay. */
  stop(): Promise<void>;
}

type Given = Omit<PostgresLayout, 'primary' | 'replica' | 'deleteCluster'>;

export function postgresLayout(given: Given): PostgresLayout {
  const { bed, resource, members } = given;
  return {
    ...given,
    get primary() {
      return members.primary;
    },
    get replica() {
      return members.replica;
    },
    async deleteCluster() {
      await bed.api.remove(resource);
      await members.remove();
    },
    async stop() {
      await Promise.all(members.all.map(({ server }) => server.remove()));
      await given.stop();
    },
  };
}
