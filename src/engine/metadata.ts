import { get, literal } from '../template/node.js';
import type { Template } from '../template/template.js';
import type { MetadataIgnore } from './suppress.js';

/** The `Metadata: lambda-lint: ignore:` entries of a template's resources. */
export function metadataIgnores(template: Template): MetadataIgnore[] {
  return template.resources.flatMap(({ address, attributes, origin }) => {
    const metadata = attributes.get('Metadata')?.value;
    const ignore = get(get(metadata, 'lambda-lint'), 'ignore');
    if (ignore?.is !== 'list') return [];
    return ignore.items.map((item): MetadataIgnore => {
      const rule = literal(item) ?? literal(get(item, 'rule'));
      const [reason, owner, until] = ['reason', 'owner', 'until'].map((name) => literal(get(item, name)));
      return {
        resource: origin?.address ?? address,
        at: item.at,
        ...(rule === undefined ? {} : { rule }),
        ...(reason === undefined ? {} : { reason }),
        ...(owner === undefined ? {} : { owner }),
        ...(until === undefined ? {} : { until }),
      };
    });
  });
}
