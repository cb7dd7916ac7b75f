import type { Finding, Rule, RuleContext } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, numberOf, textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { operatorEnvironment, versionFor } from '../operator.ts';
import { majorsWithImage } from '../postgresVersions.ts';

/** Without an image nothing is made at all. */
export const imageMissing: Rule = {
  id: 'crunchy/image-missing',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `Without \`image\` the operator takes the one that its own environment names for this version of Postgres
(\`RELATED_IMAGE_POSTGRES_<version>\`, with \`_GIS_<version>\` for PostGIS). Its installers name images of recent versions
only. If there is none, NOTHING of the cluster is made, and the event says \`MissingRequiredImage\`. Set \`image\`, choose
another version, or tell the operator an image. It is an error where the operator's Deployment is in the workspace.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/config/config.go#L94',
  wholeOnly: true,
  *check(context): Iterable<Finding> {
    const { spec } = context;
    const node = spec.at('postgresVersion');
    const major = numberOf(node);
    const postgis = spec.at('postGISVersion');
    if (major === undefined || isWritten(spec.at('image')) || isPlaceholder(postgis)) return;
    const gis = textOf(postgis) || undefined;
    if (spec.at('shutdown').value === true) return;
    yield* missing(context, major, gis);
  },
};

function* missing(context: RuleContext, major: number, gis: string | undefined): Iterable<Finding> {
  const { spec, workspace, resource, version } = context;
  const variable = `RELATED_IMAGE_POSTGRES_${major}${gis === undefined ? '' : `_GIS_${gis}`}`;
  const node = gis === undefined ? spec.at('postgresVersion') : spec.at('postGISVersion');
  const told = operatorEnvironment(workspace)?.has(variable);
  if (told === true) return;
  if (told === false) {
    const message = say`Nothing of this cluster is made: the operator has no image for it (\`${variable}\`). Set \`image\`, or tell it one.`;
    yield { node, severity: 'error', message };
    return;
  }
  const known = majorsWithImage(versionFor(resource, version), gis);
  if (known.includes(major)) return;
  const alternatives = listed(
    [...known].sort((a, b) => a - b),
    'and',
  );
  yield {
    node,
    message:
      gis === undefined
        ? say`The operator brings images for Postgres ${alternatives} only; without one nothing is made. Set \`image\`, or choose another version.`
        : known.length === 0
          ? say`The operator brings no image with PostGIS ${gis}; without one nothing is made. Set \`image\`, or choose another version.`
          : say`The operator brings images with PostGIS ${gis} for Postgres ${alternatives} only; without one nothing is made. Set \`image\`, or choose another version.`,
  };
}
