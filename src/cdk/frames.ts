/** A line of someone's code that led to a construct, as the CDK noted it. */
export interface Frame {
  /** A path as the synthesis saw it, mostly an absolute one. */
  readonly path: string;
  readonly line: number;
  /** Missing where the language tells none. */
  readonly column?: number;
}

/** Code of packages, of node itself, and of the runtime between Python and the CDK. */
const foreign = /[\\/](?:node_modules|site-packages|dist-packages)[\\/]|^(?:node:|<)/;

/**
 * The user's own frames of a stack trace, the innermost first: `new Orders (/app/lib/orders.ts:12:5)`. Lines that stand for what
 * was left out (`...aws-cdk-lib...`), and code of packages, are passed over.
 */
export function framesIn(trace: readonly unknown[]): Frame[] {
  return trace.flatMap((entry): Frame[] => {
    const [, place = '', line = '', column] =
      /^(?:at )?(?:.*? \()?(.+?):(\d+)(?::(\d+))?\)?$/.exec(
        String(entry)
          .trim()
          .replace(/ \(:\)$/, ''),
      ) ?? [];
    const path = place.startsWith('file://') ? fromUrl(place) : place;
    if (path === '' || path.startsWith('...') || foreign.test(path)) return [];
    return [{ path, line: Number(line), ...(column !== undefined && { column: Number(column) }) }];
  });
}

/** ES modules go by their URLs. */
function fromUrl(url: string): string {
  try {
    return decodeURIComponent(url.slice('file://'.length)).replace(/^\/(?=[A-Za-z]:)/, '');
  } catch {
    return '';
  }
}
