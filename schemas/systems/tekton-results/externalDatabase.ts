import type { ExternalDatabase } from '../../contract/index.ts';
import { say } from '../../vocabulary/say.ts';

export const externalDatabase: ExternalDatabase = {
  offers: { 'middleware.instance/type': 'PostgreSQL' },
  name: 'tekton_results',
  remark: say`It has to exist and to be empty: Tekton Results makes its tables, but not the database.`,
  fields({ identity: { kind } }, { host, port, database }) {
    const settings = kind === 'TektonConfig' ? ['spec', 'result'] : ['spec'];
    return [
      { path: [...settings, 'is_external_db'], value: true },
      { path: [...settings, 'db_host'], value: host },
      { path: [...settings, 'db_port'], value: port },
      { path: [...settings, 'db_name'], value: database },
    ];
  },
};
