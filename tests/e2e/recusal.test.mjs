// A remark that an officer is to be recused: the business that it names is proposed, and one click adds it to 回避.
import assert from 'node:assert/strict';
import { browserTest, keep } from './harness.mjs';
import { button, choose, saved, slot, visit } from './steps.mjs';

const file = (name, rows) => ({ name, mimeType: '', buffer: Buffer.from(rows.join('\n')) });
const BUSINESSES = file('企业.csv', [
  '企业名称,类别', '平罗县宏达运输有限公司,客运', '平罗县宏图货运有限公司,普货', '平罗县宏图汽车修理厂,维修', '平罗县顺安驾校,客运',
]);
const OFFICERS = file('人员.csv', [
  '姓名,单位,执法证号,回避,备注', '马建国,县公安局,NX01,平罗县顺安驾校,配偶在宏达公司任职', '王芳,县公安局,NX02,,申请回避',
  '李强,县安监局,NX03,,无需回避', '赵敏,县安监局,NX04,,父亲在县医院工作',
]);

browserTest('what a remark names is proposed and added to what is listed', async ({ page }) => {
  await choose(page, 'businesses', BUSINESSES);
  await slot(page, 'businesses').getByText('企业.csv ·').waitFor();
  await choose(page, 'officers', OFFICERS);
  const place = slot(page, 'officers');
  await place.getByText('人员.csv ·').waitFor();
  const group = place.locator('details').filter({ hasText: '备注里说到回避、亲属或任职' });
  await group.locator('summary').click();
  const lines = group.locator('ul.lines > li');
  await lines.first().getByText('写到的是名录里的“平罗县宏达运输有限公司”').waitFor();
  await lines.nth(1).getByText('没有看出写的是名录里的哪一户').waitFor();
  assert.equal(await lines.count(), 2, 'neither a denial nor kin elsewhere');
  assert.equal(await lines.nth(1).locator('.choices').count(), 0);
  await keep(page, '77-recusal-proposed');
  await button(lines.first(), '平罗县宏达运输有限公司').click();
  const row = place.locator('table:not(.files) tbody tr').filter({ hasText: '马建国' });
  await row.getByText('平罗县顺安驾校、平罗县宏达运输有限公司').waitFor();
  await place.getByText('备注里说到回避、亲属或任职：1 处').waitFor();
  await button(place, '撤销').click();
  await place.getByText('备注里说到回避、亲属或任职：2 处').waitFor();
  await button(place, '恢复').click();
  await place.getByText('备注里说到回避、亲属或任职：1 处').waitFor();
  // Where none is proposed, it is typed where it is told of.
  const other = group.locator('ul.lines > li').first();
  await other.getByRole('button', { name: '回避：，修改' }).click();
  await other.getByRole('textbox', { name: '回避' }).fill('平罗县宏图汽车修理厂');
  await page.keyboard.press('Enter');
  await group.waitFor({ state: 'detached' });
  await keep(page, '78-recusal-added');
  await saved(page);
  await page.reload();
  await row.getByText('平罗县顺安驾校、平罗县宏达运输有限公司').waitFor();
  await visit(page, 'rosters');
}, { from: '2018/planned', at: 'rosters', clock: '2018-12-05' });
