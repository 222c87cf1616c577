// Rosters with 信用等级 for the tests that draw by grade: made here, so that the counts can be made by hand.
import { become, dropFiles, heading } from './steps.mjs';

/** GB 32100-2015. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
function code(n) {
  const body = `91640221MA${String(n).padStart(7, '0')}`;
  const sum = [...body].reduce((all, c, i) => all + ALPHABET.indexOf(c) * (3 ** i % 31), 0);
  return body + ALPHABET[(31 - (sum % 31)) % 31];
}

/** A roster: so many of each category and grade. */
function businesses(groups) {
  let n = 0;
  const rows = groups.flatMap(([category, grade, count]) => Array.from({ length: count }, () => {
    n += 1;
    return `平罗县第${n}道路运输有限公司,${code(n)},${category},${grade},平罗县人民路${n}号`;
  }));
  return ['企业名称,统一社会信用代码,类别,信用等级,地址', ...rows].join('\n');
}

/** Ten officers of each department. */
const officers = (departments) => ['姓名,单位,执法证号,业务专长', ...departments.flatMap((department, d) =>
  Array.from({ length: 10 }, (_, i) => `执法员${d}${i},${department},宁G${d}${String(i).padStart(3, '0')},${i % 2 ? '危货、客运' : '职业健康'}`))].join('\n');

/** 103 businesses, of which the usual ratios by grade take 1 % of 80, 10 % of 15, 50 % of 4, 80 % of 2, and 10 % of 2. */
export const GRADES = [['客运', '守信', 60], ['危货', '守信', 20], ['普货', '警示', 15], ['维修', '失信', 4], ['客运', '严重失信', 2], ['站场', '', 2]];

/** Drops both rosters on the plan's page. */
export async function dropRosters(page, groups, departments) {
  const places = page.locator('section').filter({ has: heading(page, '先放名录', 2) });
  await dropFiles(page, places.locator('.drop').first(), [{ name: '市场主体名录.csv', text: businesses(groups) }]);
  await places.getByText(/已载入\d+行/).first().waitFor();
  await dropFiles(page, places.locator('.drop').last(), [{ name: '执法人员名录.csv', text: officers(departments) }]);
  await become(() => places.getByText(/已载入\d+行/).count(), 2);
}
