// The same work in DuckDB: import of a month's CSV into a table of its own file, the month's report and
// the year's (mean, max and exact p95 of each resource and metric), with one thread and with two.
// Prints lines "what milliseconds", each the best of its rounds.
import { createRequire } from 'node:module'
import { existsSync, rmSync } from 'node:fs'
const require = createRequire(process.argv[2] + '/')
const { DuckDBInstance } = require('@duckdb/node-api')
const [folder, months, rounds] = [process.argv[3], process.argv[4].split(','), Number(process.argv[5])]
const file = `${folder}/fleet.duckdb`
for (const name of [file, `${file}.wal`]) if (existsSync(name)) rmSync(name)
const metrics = ['cpu_percent', 'memory_percent', 'storage_used_gib', 'network_in_mbps', 'network_out_mbps']
const columns = "{'resource':'VARCHAR','time':'TIMESTAMPTZ'," + metrics.map(m => `'${m}':'DOUBLE'`).join(',') + '}'
const report = where => `SELECT resource, ${metrics.map(m => `avg(${m}), max(${m}), quantile_disc(${m}, 0.95)`).join(', ')} FROM usage ${where} GROUP BY resource ORDER BY resource`
const time = async work => {
  const from = process.hrtime.bigint()
  await work()
  return Number(process.hrtime.bigint() - from) / 1e6
}
const best = async work => {
  let least = Infinity
  for (let round = 0; round < rounds; ++round) least = Math.min(least, await time(work))
  return least
}
const instance = await DuckDBInstance.create(file)
const db = await instance.connect()
await db.run("SET TimeZone = 'Asia/Shanghai'")
const create = 'CREATE OR REPLACE TABLE usage (resource VARCHAR, time TIMESTAMPTZ, ' + metrics.map(m => `${m} DOUBLE`).join(', ') + ')'
const insert = month => `INSERT INTO usage SELECT * FROM read_csv('${folder}/${month}.csv', header=true, auto_detect=false, columns=${columns})`
for (const threads of [1, 2]) {
  await db.run(`SET threads = ${threads}`)
  console.log(`import_${threads}`, await best(async () => {
    await db.run(create)
    await db.run(insert(months[0]))
    await db.run('CHECKPOINT')
  }))
}
const month = async threads => {
  await db.run(`SET threads = ${threads}`)
  const from = `${months[0]}-01`
  console.log(`month_${threads}`, await best(async () => {
    const rows = await (await db.run(report(`WHERE time >= TIMESTAMPTZ '${from} 00:00:00+08' AND time < TIMESTAMPTZ '${from} 00:00:00+08' + INTERVAL 1 MONTH`))).getRows()
    if (rows.length === 0) throw new Error('no rows')
  }))
}
for (const threads of [1, 2]) await month(threads)
if (months.length > 1) {
  for (const one of months.slice(1)) await db.run(insert(one))
  await db.run('CHECKPOINT')
  for (const threads of [1, 2]) {
    await db.run(`SET threads = ${threads}`)
    console.log(`year_${threads}`, await best(async () => { await (await db.run(report(''))).getRows() }))
  }
}
