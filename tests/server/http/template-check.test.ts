import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../../server/http/template-check.ts';

function check(source: string): void {
  const env = Handlebars.create();
  env.registerHelper({ t: () => '', tlp: () => '' });
  const options = { strict: true, knownHelpersOnly: true, knownHelpers: { t: true, tlp: true } };
  checkTemplate({ env, name: 'sample', source, partials: new Set(['row']), options });
}

describe('checkTemplate', () => {
  it('passes a sound template', () => {
    expect(() => check("{{#each list}}{{> row}}{{t 'nav.home'}}{{tlp this}}{{name}}{{/each}}")).not.toThrow();
  });

  it.each([
    ['{{{name}}}', 'escaped'],
    ['{{&name}}', 'escaped'],
    ['{{> nothing}}', 'unknown partial nothing'],
    ["{{t 'nav.nowhere'}}", 'unknown message nav.nowhere'],
    ['{{tlp}}', 'tlp is a helper'],
    ['{{unknown name}}', 'unknown'],
    ['{{#if name}}', 'sample.hbs'],
  ])('refuses %s', (source, words) => {
    expect(() => check(source)).toThrowError(
      expect.objectContaining({ code: 'BAD_VIEW', message: expect.stringContaining(words) }),
    );
  });
});
