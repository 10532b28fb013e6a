import { bridge, connection } from '../../renderer/client/bridge.ts';

// A page with nothing but the bridge, for tests of the host in a real browser.
const status = document.createElement('p');
status.role = 'status';
const show = () => {
  status.textContent = connection.get();
};
connection.subscribe(show);
show();
document.body.append(status);

const events: unknown[] = [];
bridge.onEvent((event) => events.push(event));

Object.assign(globalThis, { bridge, events });
