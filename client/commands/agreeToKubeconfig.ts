import type { Said } from '../../schemas/contract/index.ts';
import { foreign, joined, say } from '../../schemas/vocabulary/say.ts';
import type { KubeconfigConsent, KubeconfigUse } from '../cluster/kubeconfigConsent.ts';
import { confirm } from '../screen/ask.ts';
import type { Memory } from './currentCluster.ts';

const agreedKey = 'dbManifests.agreedKubeconfigs';
/** Answers that are kept; the oldest goes first. */
const mostKept = 100;
/** Lines of each kind that are shown. */
const mostShown = 8;

/**
 * Asks once about a kubeconfig that a workspace has chosen: whoever wrote its settings decides otherwise which programs run here and
 * which servers get requests. @param memory of the person, where no workspace can write.
 */
export function agreeToKubeconfig(memory: Memory): KubeconfigConsent {
  return async (use) => {
    const agreed = kept(memory);
    if (agreed.includes(use.digest)) return true;
    const answer = await confirm({
      question: say`This workspace has chosen the kubeconfig ${use.files.join(', ')}. Use it?`,
      detail: detailOf(use),
      action: say`Use It`,
    });
    if (answer) await memory.update(agreedKey, [...kept(memory), use.digest].slice(-mostKept));
    return answer;
  };
}

function detailOf({ programs, servers, credentials }: KubeconfigUse): Said {
  const runs = programs.length === 0 ? say`It runs no program to log in.` : say`To log in, it runs:`;
  const files = credentials.length === 0 ? [] : [say`It logs in with what is in:`, ...listed(credentials)];
  const leads = [say`It leads to:`, ...listed(servers)];
  return joined([runs, ...listed(programs), ...files, ...leads, say`You are asked again when the file changes.`], '\n');
}

function listed(texts: readonly string[]): readonly Said[] {
  const shown = texts.slice(0, mostShown).map((text) => say`• ${foreign(text)}`);
  const more = texts.length - shown.length;
  return more > 0 ? [...shown, say`and ${more} more`] : shown;
}

function kept(memory: Memory): readonly string[] {
  const value = memory.get(agreedKey);
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
