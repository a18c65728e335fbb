import { describe, expect, test } from 'vitest';
import { programIn } from '../../../test/support/python.js';

/** The files that the first of them leads to, what is imported from packages, and line by line why there may be more. */
function read(files: Readonly<Record<string, string>>): string {
  const { files: found, imports, gaps } = programIn(files);
  return [
    found.map(({ path }) => path).join(' '),
    ...(imports.length === 0 ? [] : [`and ${imports.map(({ from }) => from).join(' ')}`]),
    ...gaps.map(({ why }) => why),
  ].join('\n');
}

describe('files', () => {
  test.each([
    [
      'beside it',
      { 'app.py': 'import db\nfrom store import save', 'db.py': '', 'store.py': '' },
      'app.py db.py store.py',
    ],
    [
      'of packages',
      { 'app.py': 'import lib.db', 'lib/__init__.py': 'from . import other', 'lib/db.py': '', 'lib/other.py': '' },
      'app.py lib/__init__.py lib/db.py lib/other.py',
    ],
    [
      'of folders that are no packages by themselves',
      { 'app.py': 'from lib.deep import db, save', 'lib/deep/db.py': '' },
      'app.py lib/deep/db.py',
    ],
    [
      'that are named from where they are',
      {
        'src/app.py': 'from .lib.db import save\nfrom ..top import x\nfrom . import beside',
        'src/lib/db.py': 'from ..beside import y\nfrom ...top import z',
        'src/beside.py': '',
        'top.py': '',
      },
      'src/app.py src/lib/db.py top.py src/beside.py',
    ],
    [
      'of all that a package gives',
      { 'app.py': 'from lib import *', 'lib/__init__.py': "__all__ = ['db']", 'lib/db.py': '' },
      'app.py lib/__init__.py lib/db.py',
    ],
    [
      'by other names',
      { 'app.py': 'import lib.db as d, top as t', 'lib/db.py': '', 'top.py': '' },
      'app.py lib/db.py top.py',
    ],
    ['within functions', { 'app.py': 'def f():\n  from db import save', 'db.py': '' }, 'app.py db.py'],
    [
      'by a text',
      { 'app.py': "import importlib\nimportlib.import_module('lib.db')", 'lib/db.py': '' },
      'app.py lib/db.py\nand importlib',
    ],
    ['in a circle', { 'app.py': 'import db', 'db.py': 'import app\nimport db' }, 'app.py db.py'],
    [
      'before packages',
      { 'app.py': 'import redis, boto3', 'redis.py': '', 'boto3/__init__.py': '' },
      'app.py redis.py\nand boto3',
    ],
    [
      'of a package or of its own',
      {
        'app.py':
          'try:\n  from ours.db import save\nexcept ImportError:\n  from .db import save\ntry:\n  from .gone import x\nexcept ImportError:\n  from db import x',
        'db.py': '',
      },
      'app.py db.py\nand ours.db',
    ],
    [
      'by a text in a package',
      {
        'app.py':
          "from importlib import import_module\nimport_module('.db', 'lib')\nimport_module('..other', package='lib.deep')",
        'db.py': '',
        'lib/db.py': '',
        'lib/other.py': '',
      },
      'app.py lib/db.py lib/other.py\nand importlib',
    ],
    [
      'that texts may mean',
      {
        'app.py': `config = {'class': 'lib.log.Handler', 'formatter': 'json.gone', 'url': 'example.com', 'app': 'web:app'}\nload.from_object('settings')`,
        'lib/log.py': '',
        'settings.py': '',
        'web.py': '',
        'app.com': '',
      },
      'app.py lib/log.py web.py settings.py',
    ],
    [
      'of no attempt',
      {
        'app.py': 'try:\n  from src.db import save\nexcept ImportError:\n  from ours import save\n  import db',
        'db.py': '',
      },
      'app.py db.py\nand src.db ours',
    ],
    [
      'that are not there',
      { 'app.py': 'from .gone import x\nimport lib.gone\nfrom lib import here', 'lib/__init__.py': '' },
      'app.py lib/__init__.py\n.gone is not there\nlib.gone is not there',
    ],
    [
      'that are no Python',
      { 'app.py': 'import db', 'db.py': 'print "x"\ndef' },
      "app.py db.py\ndb.py can't be read as Python",
    ],
    ['above all of them', { 'app.py': 'from .....etc import passwd' }, 'app.py\n.....etc is not there'],
  ])('%s', (_, files, told) => {
    expect(read(files as Readonly<Record<string, string>>)).toBe(told);
  });

  test('of the first attempt that is there, by the folders around', () => {
    const { files, imports } = programIn(
      { 'src/app.py': 'try:\n  from src.db import save\nexcept ImportError:\n  from db import save', 'src/db.py': '' },
      'src',
    );
    expect(files.map(({ path }) => path)).toEqual(['src/app.py', 'src/db.py']);
    expect(imports).toEqual([]);
  });

  test('more than a function is written in', () => {
    const files = Object.fromEntries(
      Array.from({ length: 1100 }, (_, n) => [`m${String(n)}.py`, `import m${String(n + 1)}`]),
    );
    expect(read(files)).toMatch(/m1000\.py\nit is more than 1000 files$/);
  });
});
