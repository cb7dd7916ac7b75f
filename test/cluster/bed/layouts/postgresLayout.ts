import type { BedName, BedObject } from '../apiClient.ts';
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
  /** After `recreate` others. */
  readonly members: MemberSet;
  /** As they are now. */
  readonly primary: Member;
  readonly replica: Member;
  /** By role: what the Secrets hold. */
  readonly passwords: Readonly<Record<string, string>>;
  /** The resource, pods and servers go as the operator would let them go; what it leaves behind stays. */
  deleteCluster(): Promise<void>;
  /** Pods and servers of a resource that was made anew, empty ones. */
  recreate(resource: BedObject): Promise<void>;
  /** Ends the servers; objects stay. */
  stop(): Promise<void>;
}

interface Given extends Omit<PostgresLayout, 'members' | 'primary' | 'replica' | 'deleteCluster' | 'recreate'> {
  /** What the operator makes of the resource. */
  readonly make: (resource: BedObject) => Promise<MemberSet>;
}

export async function postgresLayout({ make, ...given }: Given, made: BedObject): Promise<PostgresLayout> {
  const { bed, resource } = given;
  let members = await make(made);
  return {
    ...given,
    get members() {
      return members;
    },
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
    async recreate(again) {
      members = await make(again);
    },
    async stop() {
      await Promise.all(members.all.map(({ server }) => server.remove()));
      await given.stop();
    },
  };
}
