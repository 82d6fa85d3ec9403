// How fast the page is with 100,000 events: SITREP_FULL=1 tools/page_speed.sh build/release/sitrep build/speed
import { expect, test } from '@playwright/test';

test.skip(process.env.SITREP_FULL !== '1', 'needs a database of 100,000 events');
test.setTimeout(1_800_000);

test('100,000 events pan and filter smoothly', async ({ page }) => {
  const begin = Date.now();
  await page.goto('/?kind=event&map=5/20/35');
  await expect(page.locator('header [role=status] strong')).toHaveText(/\d/, { timeout: 600_000 });
  const loaded = Date.now() - begin;
  await expect(page.locator('.marker').first()).toBeVisible({ timeout: 600_000 });

  // From a change of the filter to the next frame on the screen, script and layout included.
  const filtered: number[] = [];
  for (const name of ['Battles', 'Protests', 'Riots', 'Battles', 'Protests', 'Riots', 'Battles', 'Battles']) {
    filtered.push(
      await page.evaluate(async (value) => {
        const box = [...document.querySelectorAll('.filters label')].find((label) => label.textContent?.includes(value))!.querySelector('input')!;
        const clicked = performance.now();
        box.click();
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return performance.now() - clicked;
      }, name),
    );
  }
  const searched = await page.evaluate(async () => {
    const box = document.querySelector<HTMLInputElement>('#search')!;
    const times: number[] = [];
    for (const words of ['agency', 'northern army', 'town 17', '']) {
      box.value = words;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((done) => setTimeout(done, 119)); // the page waits so long for more letters
      const started = performance.now();
      await new Promise((done) => setTimeout(done, 5));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - started);
    }
    return times;
  });

  await page.evaluate(() => {
    const frames: number[] = [];
    let before = performance.now();
    const tick = () => {
      const now = performance.now();
      frames.push(now - before);
      before = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    Object.assign(window, { frames });
  });
  await page.mouse.move(600, 400);
  await page.mouse.down();
  for (let step = 0; step < 120; ++step) await page.mouse.move(600 - step * 3, 400 + Math.sin(step / 9) * 60);
  await page.mouse.up();
  const frames = (await page.evaluate(() => (window as unknown as { frames: number[] }).frames)).slice(2).sort((a, b) => a - b);

  const at = (values: number[], share: number) => Math.round([...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]);
  console.log(JSON.stringify({ loaded, filter: { median: at(filtered, 0.5), worst: at(filtered, 1) }, search: { median: at(searched, 0.5), worst: at(searched, 1) }, pan: { frames: frames.length, median: at(frames, 0.5), p95: at(frames, 0.95), worst: at(frames, 1) } }));
  expect(at(filtered, 0.5)).toBeLessThan(100);
  expect(at(frames, 0.5)).toBeLessThan(50);
});
