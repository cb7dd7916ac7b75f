import { dictionaryOf, quoted } from './keyDictionary.ts';

const aws = 'service.beta.kubernetes.io/aws-load-balancer';
const switches = [{ value: 'true' }, { value: 'false' }];

/** What clouds and tools read from the annotations of a Service. */
export const serviceAnnotations = dictionaryOf([
  { key: `${aws}-internal`, help: 'AWS: an address inside of the VPC only.', values: switches },
  {
    key: `${aws}-scheme`,
    help: 'AWS Load Balancer Controller: who reaches it.',
    values: [{ value: 'internal' }, { value: 'internet-facing' }],
  },
  { key: `${aws}-type`, help: 'AWS: what makes the load balancer.', values: [{ value: 'external' }, { value: 'nlb' }] },
  {
    key: `${aws}-nlb-target-type`,
    help: 'AWS Load Balancer Controller: what connections are sent to.',
    values: [{ value: 'ip' }, { value: 'instance' }],
  },
  {
    key: `${aws}-cross-zone-load-balancing-enabled`,
    help: 'AWS: connections go to targets of all zones, not of their own zone alone.',
    values: switches,
  },
  {
    key: 'service.beta.kubernetes.io/azure-load-balancer-internal',
    help: 'Azure: an address inside of the virtual network only.',
    values: switches,
  },
  {
    key: 'networking.gke.io/load-balancer-type',
    help: 'Google Cloud: `Internal` for an address inside of the network only.',
    values: [{ value: 'Internal' }],
  },
  {
    key: 'external-dns.alpha.kubernetes.io/hostname',
    help: 'external-dns: the name under which the address is published.',
    insert: quoted('db.example.com'),
  },
  {
    key: 'external-dns.alpha.kubernetes.io/ttl',
    help: 'external-dns: how many seconds others may remember the name.',
    insert: quoted('60'),
  },
  { key: 'metallb.io/address-pool', help: 'MetalLB: the pool that the address is taken from.' },
  {
    key: 'load-balancer.hetzner.cloud/use-private-ip',
    help: 'Hetzner Cloud: the load balancer reaches the nodes over the private network.',
    values: switches,
  },
]);
