import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { uriOf } from '../../support/fixtures.ts';
import { accept, positionOf, readCursor, serviceWith } from '../../support/manifests.ts';

const environment = uriOf('environment.yaml');
const operator = (name: string) =>
  `apiVersion: acid.zalan.do/v1\nkind: OperatorConfiguration\nmetadata: { name: c }\nconfiguration: { kubernetes: { pod_environment_configmap: ${name} } }\n`;
const configMap = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: pod-env\ndata:\n${data}`;
const service = (text: string) =>
  serviceWith({ 'operator.yaml': operator('default/pod-env'), 'environment.yaml': text });

describe("the ConfigMap with the pods' environment", () => {
  test('explains a variable, in the archive of a clone too', () => {
    for (const name of ['BACKUP_NUM_TO_RETAIN', 'CLONE_AWS_ENDPOINT']) {
      const text = configMap(`  ${name}: "5"\n`);
      const said = service(text).hover(environment, positionOf(text, name))?.text.markdown ?? '';
      assert.match(said, name === 'CLONE_AWS_ENDPOINT' ? /a store other than AWS/ : /number[^]*Base backups to keep/);
    }
  });

  test('offers variables with a value to start from, as text', () => {
    const { text, position } = readCursor(configMap('  AWS_REGION: eu-west-1\n  $0\n'));
    const offers = service(text).complete(environment, position);
    const byLabel = new Map(offers.map((offer) => [offer.label, offer]));
    assert.ok(!byLabel.has('AWS_REGION') && !byLabel.has('CLONE_AWS_REGION'));
    const kept = byLabel.get('BACKUP_NUM_TO_RETAIN');
    assert.match(kept ? accept(text, kept) : '', /BACKUP_NUM_TO_RETAIN: \$\{1:"5"\}/);
  });

  test('offers the values of a switch', () => {
    const { text, position } = readCursor(configMap('  USE_WALG_BACKUP: $0\n'));
    assert.deepEqual(
      service(text)
        .complete(environment, position)
        .map(({ label, edit }) => [label, edit.text]),
      [
        ['true', '"true"'],
        ['false', '"false"'],
      ],
    );
  });

  test('offers no plain value where a Secret has base64', () => {
    const data = 'USE_WALG_BACKUP: dHJ1ZQ==\n  WAL_S3_BUCKET: d2Fs\n  CLONE_AWS_REGION: ZXU=\n';
    const secret = (field: string, line: string) =>
      readCursor(`apiVersion: v1\nkind: Secret\nmetadata:\n  name: pod-env\n${field}:\n  ${data}  ${line}\n`);
    const offered = (field: string, line: string) => {
      const { text, position } = secret(field, line);
      return service(text).complete(environment, position);
    };
    const [encoded, plain] = ['data', 'stringData'].map(
      (field) => offered(field, '$0').find(({ label }) => label === 'BACKUP_NUM_TO_RETAIN')?.edit.text,
    );
    assert.equal(encoded, 'BACKUP_NUM_TO_RETAIN: $1');
    assert.equal(plain, 'BACKUP_NUM_TO_RETAIN: ${1:"5"}');
    assert.deepEqual(offered('data', 'USE_WALG_RESTORE: $0'), []);
  });

  test('is one for as long as the configuration names it', () => {
    const text = configMap('  wal_s3_bucket: wal\n');
    const asked = service(text);
    const codes = () => asked.diagnose(environment).map(({ code }) => code);
    assert.deepEqual(codes(), ['zalando/variable-misspelt']);
    asked.setFile(uriOf('operator.yaml'), operator('default/others'));
    assert.deepEqual(codes(), []);
  });
});
