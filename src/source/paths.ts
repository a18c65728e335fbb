/** The path of a file that another file names, with forward slashes and without detours: `a/b.yaml` + `../c.yaml` → `c.yaml`. */
export function joinPath(from: string, named: string): string {
  const path = named.replaceAll('\\', '/');
  const whole = path.startsWith('/') ? path : from.replace(/[^/]*$/, '') + path;
  const kept: string[] = [];
  for (const part of whole.split('/')) {
    const last = kept.at(-1);
    if (part === '.' || (part === '' && kept.length > 0)) continue;
    if (part === '..' && last !== undefined && last !== '..' && last !== '') kept.pop();
    else kept.push(part);
  }
  return kept.join('/');
}

/** The path of a file in a folder, which is empty where it is the one that paths begin in: `` + `a.yaml` → `a.yaml`. */
export const pathIn = (folder: string, path: string): string => joinPath(folder === '' ? '' : `${folder}/`, path);
