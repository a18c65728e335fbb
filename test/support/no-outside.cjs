// Handed to node with --require: from here on nothing can be fetched or run.
'use strict';
const refuse = (what) => () => {
  throw new Error(`lambda-lint reached for ${what}`);
};
const net = require('node:net');
net.Socket.prototype.connect = refuse('the network');
net.connect = net.createConnection = refuse('the network');
require('node:dns').lookup = refuse('the network');
require('node:dgram').createSocket = refuse('the network');
for (const name of ['node:http', 'node:https'])
  Object.assign(require(name), { request: refuse(name), get: refuse(name) });
require('node:http2').connect = refuse('the network');
globalThis.fetch = refuse('the network');
const children = require('node:child_process');
for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'])
  children[name] = refuse(name);
