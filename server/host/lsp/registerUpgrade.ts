import { RequestType } from 'vscode-languageserver';
import type { CancellationToken } from 'vscode-languageserver';
import { upgradableRequest, upgradeRequest } from '../../../schemas/contract/protocol.ts';
import type {
  UpgradableParams,
  UpgradableResult,
  UpgradeParams,
  UpgradeResult,
} from '../../../schemas/contract/protocol.ts';
import { decodedUri } from '../../language/decodedUri.ts';
import { upgradePage, upgradeTitles, unknownSentence } from '../../language/upgrades/upgradePage.ts';
import type { PlacedChange } from '../../language/upgrades/upgradePage.ts';
import { upgradeProblem } from '../../language/upgrades/upgradeProblem.ts';
import { canonicalUri, isIn } from './canonicalUri.ts';
import { cancelled } from './door.ts';
import type { Session } from './session.ts';
import { fields, optional, text } from './shapes.ts';
import type { Shape } from './shapes.ts';

/** What is asked before an upgrade. */
export function registerUpgrade(session: Session): void {
  const { door, service } = session;
  door.onRequest(
    new RequestType<UpgradableParams, UpgradableResult, unknown>(upgradableRequest),
    fields({ uri: optional(text) }),
    ({ uri }) => {
      const own = new Set(uri == null ? [] : service.status(canonicalUri(uri)).systems.map(({ id }) => id));
      const systems = [...service.upgradableSystems()];
      return { systems: systems.sort((a, b) => Number(own.has(b.id)) - Number(own.has(a.id))) };
    },
  );
  door.onRequest(
    new RequestType<UpgradeParams, UpgradeResult, unknown>(upgradeRequest),
    fields({ from: textsByName, to: textsByName }),
    (question, token) => comparison(session, question, token),
  );
}

const textsByName: Shape = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(text);

/** File by file, so that other requests get their turn. */
async function comparison(session: Session, question: UpgradeParams, token: CancellationToken) {
  const { service, folders } = session;
  const systems = service.upgradableSystems();
  const problem = upgradeProblem(question, systems, (_, id, version) => `${id} ${version}`);
  if (problem !== undefined) return { problem };
  const changes: PlacedChange[] = [];
  const places: string[] = [];
  const unknown = new Set<string>();
  for (const uri of service.files()) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    if (token.isCancellationRequested || session.door.isClosed) return cancelled();
    const answer = service.upgradeChanges(uri, question);
    answer.unknown.forEach((id) => unknown.add(id));
    const file = shortName(uri, folders);
    const place = `place/${String(places.length)}`;
    for (const change of answer.changes) changes.push({ file, place, change });
    if (answer.changes.length > 0) places.push(uri);
  }
  const { words } = session.pageLanguage;
  const remarks = [...unknown].map((id) => unknownSentence(id, systems, words));
  const page = upgradePage(upgradeTitles(question, systems, words), changes, remarks, words);
  return { page, places, changes: changes.filter(({ change }) => change.effect !== 'solved').length };
}

/** From the folder of the workspace on. */
function shortName(uri: string, folders: readonly string[]): string {
  const folder = folders.find((each) => isIn(each, uri));
  const start = folder === undefined ? uri.lastIndexOf('/') : canonicalUri(folder).replace(/\/$/, '').length;
  return decodedUri(uri.slice(start + 1));
}
