/** What the messages of ssh mean for a person: its exit code is 255 for all of them. */

export interface Failure {
  readonly message: string;
  readonly advice: string;
}

type Words = (host: string) => Failure;

const once = (host: string): string => `Connect once in a terminal with \`ssh ${host}\``;

/** The first one that fits counts. */
const known: readonly (readonly [RegExp, Words])[] = [
  [
    /REMOTE HOST IDENTIFICATION HAS CHANGED|host key .*has changed/i,
    host => ({
      message: `The key of ${host} is another one than before, so that it may be another machine.`,
      advice:
        'Ask who runs it whether its key was changed. Only then remove the old key with `ssh-keygen -R` and connect once in a terminal.',
    }),
  ],
  [
    /Host key verification failed|host key is known for/i,
    host => ({
      message: `The key of ${host} is not known here.`,
      advice: `${once(host)} and compare the key that it shows.`,
    }),
  ],
  [
    /Permission denied|Too many authentication failures|No supported authentication methods/i,
    host => ({
      message: `${host} does not let you in without a question.`,
      advice: `Load your key into the ssh agent, or make a key known there. ${once(host)} to see what it asks for.`,
    }),
  ],
  [
    /Could not resolve hostname|Name or service not known|nodename nor servname/i,
    host => ({
      message: `No host named ${host} is known.`,
      advice: 'Check the name in `iterlog.targets` and in `~/.ssh/config`, and whether a VPN is missing.',
    }),
  ],
  [
    /Connection refused/i,
    host => ({
      message: `${host} takes no ssh connection.`,
      advice: 'Check the port in `~/.ssh/config`, and whether the host is up.',
    }),
  ],
  [
    /timed out|server not responding/i,
    host => ({
      message: `${host} does not answer.`,
      advice: 'Check whether it is up and whether a VPN is missing.',
    }),
  ],
  [
    /No route to host|Network is unreachable|Network is down/i,
    host => ({
      message: `There is no way to ${host}.`,
      advice: 'Check the network and whether a VPN is missing.',
    }),
  ],
  [
    /Bad configuration option|Bad owner or permissions|terminating, \d+ bad configuration|Can't open user config/i,
    () => ({
      message: 'ssh cannot read its settings.',
      advice: 'Correct `~/.ssh/config` as the message of ssh says.',
    }),
  ],
  [
    /Connection closed|Connection reset|Broken pipe|closed by remote host|kex_exchange/i,
    host => ({ message: `The connection to ${host} was cut.`, advice: 'Try again in a moment.' }),
  ],
];

/** What a host says, on one line and without what a terminal would obey. */
export const printable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

/** Notes of ssh that say nothing about a failure. */
const chatter = /^(?:\s*$|Warning: Permanently added|\*\* |mux_client|ControlSocket|debug\d:)/;

/** Why ssh did not come to run the script on a host, from what it wrote. */
export function sshFailure(host: string, stderr: string): Failure {
  const found = known.find(([pattern]) => pattern.test(stderr));
  const said = stderr.split(/\r?\n/).filter(line => !chatter.test(line));
  const last = printable(said.at(-1) ?? '');
  const words = found?.[1](host) ?? {
    message: `ssh could not run anything on ${host}.`,
    advice: `${once(host)} to see why.`,
  };
  return last ? { ...words, message: `${words.message} ssh says: ${last}` } : words;
}
