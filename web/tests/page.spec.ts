// The page as an analyst uses it, in a real browser, over the bundled reports and one that tries to be HTML.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test, type Page } from '@playwright/test';

const kAxe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Goes there and waits for the rows. Fails later on an error of the console or a request to elsewhere.
async function open(page: Page, path = '/'): Promise<void> {
  page.on('pageerror', (error) => expect(error.message).toBe(''));
  page.on('dialog', (dialog) => expect(dialog.message()).toBe('no dialog'));
  page.on('console', (message) => {
    if (message.type() === 'error') expect(message.text()).toBe('');
  });
  page.on('request', (request) => expect(new URL(request.url()).protocol === 'blob:' || request.url().startsWith(process.env.SITREP_ADDRESS!)).toBe(true));
  await page.goto(path);
  await expect(page.locator('header [role=status]')).toContainText('rows');
}

async function shownRows(page: Page): Promise<number> {
  return Number((await page.locator('header [role=status] strong').textContent())!.replace(',', ''));
}

async function total(page: Page, query: string): Promise<number> {
  return (await (await page.request.get(`/api/records?${query}`)).json()).total;
}

test('what is on the map is what is in the list', async ({ page }) => {
  await open(page, '/?kind=event&map=0.6/25/20');
  await expect(page.locator('.marker').first()).toBeVisible({ timeout: 60_000 });
  const labels = await page.locator('.marker').evaluateAll((markers) => markers.map((marker) => marker.getAttribute('aria-label') ?? ''));
  const onMap = labels.map((label) => Number(/^([\d,]+) rows/.exec(label)?.[1].replace(',', '') ?? 1)).reduce((a, b) => a + b, 0);
  const placeless = Number(/^\d+/.exec(await page.locator('.placeless').innerText())![0]);
  expect(onMap + placeless).toBe(await shownRows(page));
  expect(await page.locator('[role=option]').first().getAttribute('aria-setsize')).toBe(String(await shownRows(page)));
});

test('the filters say the same as the server, and live in the address', async ({ page }) => {
  await open(page);
  for (const query of ['kind=event', 'kind=event&kind=plan', 'type=Battles', 'party=Islamic+State&status=occurred', 'place=Mosul', 'place=IRQ&q=CIVILIANS+killed', 'from=2016-07-01&to=2016-12-31', 'confidence=0.8', 'disputed=1', 'bbox=43,35.5,44,37', 'q=%C3%89', 'known_by=2016-07-31&kind=event']) {
    // As the browser does for its back button.
    await page.evaluate((search) => {
      history.pushState(null, '', `?${search}`);
      dispatchEvent(new PopStateEvent('popstate'));
    }, query);
    await expect.poll(() => shownRows(page), query).toBe(await total(page, query));
    const address = new URL(page.url()).searchParams;
    for (const [name, value] of new URLSearchParams(query)) expect(address.getAll(name), query).toContain(value);
  }
});

test('a click on a choice narrows the list, and clearing brings it back', async ({ page }) => {
  await open(page);
  const before = await shownRows(page);
  await page.getByLabel('Filters', { exact: true }).getByRole('checkbox', { name: /Battles/ }).check();
  await expect.poll(() => shownRows(page)).toBe(await total(page, 'kind=event&type=Battles'));
  expect(await shownRows(page)).toBeLessThan(before);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect.poll(() => shownRows(page)).toBe(await total(page, ''));
});

test('every version stands side by side, with its words marked in the text', async ({ page }) => {
  await open(page, '/?kind=event&q=seized+control');
  await page.locator('[role=option]').first().click();
  const evidence = page.getByRole('article', { name: 'Evidence' });
  await expect(evidence.locator('.versions .card').nth(1)).toBeVisible();
  const quote = (await evidence.locator('.versions blockquote').first().innerText()).replace(/[“”]/g, '');
  await expect(evidence.locator('.text mark').first()).toBeVisible();
  expect((await evidence.locator('.text mark').allInnerTexts()).join('')).toContain(quote.slice(0, 40));
  await expect(evidence.getByText(/^Why: /).first()).toBeVisible();
  await evidence.locator('.versions .link').nth(1).click();
  await expect(evidence.locator('.card.current')).toHaveCount(1);
});

test('the page can be used without a mouse', async ({ page }) => {
  await open(page);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[role=option][aria-selected=true]')).toHaveAttribute('aria-posinset', '1');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[role=option][aria-selected=true]')).toHaveAttribute('aria-posinset', '2');
  await expect(page.getByRole('article', { name: 'Evidence' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('article', { name: 'Evidence' })).toHaveCount(0);
  await page.keyboard.press('/');
  await page.keyboard.type('mosul');
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('mosul');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the two clocks ask for another picture', async ({ page }) => {
  await open(page, '/?kind=event');
  const all = await shownRows(page);
  await page.getByLabel(/^Known by/).fill('2014-12-31');
  await expect.poll(() => shownRows(page)).toBeLessThan(all);
  expect(await shownRows(page)).toBe(await total(page, 'kind=event&known_by=2014-12-31'));
  await page.getByRole('tab', { name: /Holdings/ }).click();
  await expect(page.getByRole('tabpanel')).toContainText('Islamic State');
  await page.getByRole('button', { name: 'Latest' }).click();
  await expect.poll(() => shownRows(page)).toBe(all);
});

test('an export has the rows that are shown', async ({ page }) => {
  await open(page, '/?kind=event&type=Battles');
  const files: Record<string, string> = {};
  for (const [label, name] of [['CSV', 'sitrep.csv'], ['GeoJSON', 'sitrep.geojson'], ['JSON lines', 'sitrep.jsonl'], ['Dossier', 'sitrep-dossier.zip']]) {
    await page.locator('summary', { hasText: 'Export' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: new RegExp(`^${label}`) }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(name);
    files[name] = readFileSync((await download.path())!, 'latin1');
  }
  const rows = await shownRows(page);
  expect(files['sitrep.jsonl'].trim().split('\n')).toHaveLength(rows);
  const map = JSON.parse(files['sitrep.geojson']);
  expect(map.features.length + map.left_out).toBe(rows);
  expect(files['sitrep.csv'].split('\r\n')).toHaveLength(rows + 2);
  expect(files['sitrep-dossier.zip'].slice(0, 2)).toBe('PK');
});

test('words of a report are never HTML', async ({ page }) => {
  await open(page, '/?q=onerror');
  await page.locator('[role=option]').first().click();
  await expect(page.locator('.text')).toContainText('<script>alert(2)</script>');
  expect(await page.locator('.panel img, .panel b, .panel script').count()).toBe(0);
  await page.getByRole('tab', { name: /Sources/ }).click();
  await expect(page.getByRole('tabpanel')).toContainText('</script><script>alert(3)</script>');
});

test('every list opens, and passes the rules of WCAG 2 AA', async ({ page }) => {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page);
    await page.locator('[role=option]').nth(2).click();
    await expect(page.locator('.text mark').first()).toBeVisible();
    for (const tab of ['Holdings', 'Forces', 'Casualties', 'Plans', 'Disagreements', 'Said', 'Sources', 'List']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel')).not.toContainText('Loading');
      await page.evaluate(kAxe);
      const found = await page.evaluate(async () => {
        // @ts-expect-error axe comes with the line above
        const result = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
        return result.violations.map((one: { id: string; nodes: { html: string; failureSummary: string }[] }) => `${one.id}: ${one.nodes[0].html} ${one.nodes[0].failureSummary}`);
      });
      expect(found, `${tab}, ${scheme}`).toEqual([]);
    }
  }
});

test('it fits a desk, a tablet and a phone', async ({ page }) => {
  for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]]) {
    for (const scheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await open(page);
      await expect(page.locator('.marker').first()).toBeVisible({ timeout: 60_000 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.screenshot({ path: `${process.env.SITREP_SHOTS}/${width}-${scheme}.png` });
      if (width < 760) await page.getByRole('button', { name: 'Lists', exact: true }).click();
      await page.locator('[role=option]').nth(4).click();
      await expect(page.locator('.text mark').first()).toBeVisible();
      await page.screenshot({ path: `${process.env.SITREP_SHOTS}/${width}-${scheme}-evidence.png` });
    }
  }
});

test('it prints', async ({ page }) => {
  await open(page);
  await page.locator('[role=option]').first().click();
  await expect(page.locator('.text mark').first()).toBeVisible();
  const pdf = await page.pdf({ path: `${process.env.SITREP_SHOTS}/print.pdf`, format: 'A4' });
  expect(pdf.length).toBeGreaterThan(10_000);
});
