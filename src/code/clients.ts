import { services } from './services.data.js';
import { neededFor } from './uses.js';

/** The clients of the SDK by their names without hyphens, as Step Functions and EventBridge Scheduler spell them. */
const clients: ReadonlyMap<string, string> = new Map(
  [...services].map(([client, { prefix }]) => [client.replaceAll('-', ''), prefix]),
);

/**
 * What a call of the SDK that a service makes is refused without: of each group one action; none where that is not known.
 *
 * @param service the service as those name it: `cloudwatchlogs`
 * @param api the operation with a small letter: `putItem`
 */
export const neededOfSdk = (service: string, api: string): ReturnType<typeof neededFor> =>
  neededFor({
    service: clients.get(service.toLowerCase()) ?? '',
    operation: `${api.slice(0, 1).toUpperCase()}${api.slice(1)}`,
  });
