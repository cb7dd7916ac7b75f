import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';
import { serverCapabilities } from './capabilities.ts';
import type { ServerEnvironment } from './environment.ts';
import { registerActions } from './registerActions.ts';
import { registerAnswers } from './registerAnswers.ts';
import { registerAssistants } from './registerAssistants.ts';
import { registerCluster } from './registerCluster.ts';
import { registerDocuments } from './registerDocuments.ts';
import { registerNames } from './registerNames.ts';
import { registerRulePages } from './registerRulePages.ts';
import { registerUpgrade } from './registerUpgrade.ts';
import { registerWorkspace } from './registerWorkspace.ts';
import { Session } from './session.ts';

/** Speaks the protocol on a connection until it ends. Knows no database system; the service does. */
export function startLanguageServer(connection: Connection, environment: ServerEnvironment): Session {
  const session = new Session(connection, environment);
  const { door } = session;
  connection.onInitialize(async (params) => {
    if (door.isOpen) throw new ResponseError(ErrorCodes.InvalidRequest, 'Initialized already.');
    session.initialize(params);
    door.open();
    await session.readWords(params);
    return {
      capabilities: serverCapabilities(session.options, session.abilities),
      serverInfo: { name: 'db-manifests', ...(environment.version !== undefined && { version: environment.version }) },
    };
  });
  registerWorkspace(session);
  registerDocuments(session);
  registerActions(session);
  registerAnswers(session);
  registerNames(session);
  registerCluster(session);
  registerAssistants(session);
  registerUpgrade(session);
  registerRulePages(session);
  connection.onShutdown(() => session.shutDown());
  connection.listen();
  return session;
}
