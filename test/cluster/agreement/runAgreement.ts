import type { BareApiServer } from '../bed/controlPlane.ts';
import { AgreementReport } from './agreementReport.ts';
import { kubectlOf } from './askKubectl.ts';
import { Comparison } from './comparison.ts';
import type { Verdict } from './comparison.ts';
import { createJudge } from './createJudge.ts';
import { createRunTimeJudge } from './createRunTimeJudge.ts';
import { installDefinitions } from './installDefinitions.ts';
import { readManifests } from './readManifests.ts';
import { PublishedSchemas } from './publishedSchemas.ts';

export interface AgreementOptions {
  /** Folders with CustomResourceDefinitions, and with more manifests. */
  readonly crds: readonly string[];
  readonly corpus: readonly string[];
  /** By the id of an operator. */
  readonly operatorVersions: Readonly<Record<string, string>>;
  /** Of the kinds of `crds` nothing is known but that. */
  readonly runTime?: boolean;
  /** Only these. Empty: all. */
  readonly kinds: readonly string[];
  readonly seed: number;
  readonly numbers: readonly number[];
  /** How many of them kubectl is asked about (none). */
  readonly byKubectl?: number;
  /** Hears of each mutant. */
  readonly onVerdict?: (verdict: Verdict) => void;
  readonly say?: (line: string) => void;
}

/** What an API server and our checks say of seeded changes to manifests. */
export async function runAgreement(
  server: Pick<BareApiServer, 'api' | 'kubectl' | 'kubeconfig'>,
  options: AgreementOptions,
): Promise<AgreementReport> {
  const { crds, corpus, operatorVersions, runTime, kinds, seed, numbers, byKubectl = 0, onVerdict, say } = options;
  const { api } = server;
  const definitions = await installDefinitions(api, crds);
  const manifests = readManifests(corpus).filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  const judge = runTime ? createRunTimeJudge(definitions) : createJudge(operatorVersions, definitions);
  const comparison = await Comparison.begin(api, judge, new PublishedSchemas(api), manifests);
  say?.(`${String(comparison.manifests)} manifests of ${String(comparison.kinds.length)} kinds to begin with.`);
  const report = new AgreementReport();
  if (comparison.manifests === 0) return report;
  const each = Math.max(1, Math.floor(numbers.length / Math.max(1, byKubectl)));
  const kubectl = byKubectl === 0 ? undefined : { ask: kubectlOf(server), each };
  for await (const verdict of comparison.run({ seed, numbers, kubectl })) {
    report.add(verdict);
    onVerdict?.(verdict);
  }
  return report;
}
