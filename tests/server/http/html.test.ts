import { describe, expect, it } from 'vitest';
import { html, joinMarkup } from '../../../server/http/html.ts';

describe('html', () => {
  it('escapes every value and nothing of its own', () => {
    expect(String(html`<b title="${'"><script>'}">${'<i>'}</b>`)).toBe(
      '<b title="&quot;&gt;&lt;script&gt;">&lt;i&gt;</b>',
    );
  });

  it('takes in markup that it made', () => {
    expect(String(html`<p>${joinMarkup([html`<i>${1}</i>`, html`${'<'}`], ' & ')}</p>`)).toBe(
      '<p><i>1</i> &amp; &lt;</p>',
    );
  });

  it('prints nothing for what is absent', () => {
    expect(String(html`${null}${undefined}`)).toBe('');
  });
});
