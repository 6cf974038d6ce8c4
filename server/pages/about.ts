import { z } from 'zod';
import { RELIABILITY_GRADES, type Reliability, TLP_LABELS, type Tlp } from '../model.ts';
import { labelOf, type VendorLabel } from './move-item.ts';
import type { PageRoute } from './page-route.ts';
import type { Site } from './site.ts';

const aboutParams = z.object({});

/** The legend. */
export interface AboutPage {
  vendors: VendorLabel[];
  letters: readonly Reliability[];
  digits: readonly number[];
  classes: { label: Tlp }[];
}

export function loadAboutPage(site: Site): AboutPage {
  return {
    vendors: site
      .vendors()
      .filter((vendor) => vendor.isTracked)
      .map(labelOf),
    letters: RELIABILITY_GRADES,
    digits: [1, 2, 3, 4, 5, 6],
    classes: TLP_LABELS.map((label) => ({ label })),
  };
}

export const aboutPage: PageRoute<z.infer<typeof aboutParams>, AboutPage> = {
  name: 'about',
  params: aboutParams,
  load: loadAboutPage,
  titleOf: (_page, say) => say('nav.about'),
};
