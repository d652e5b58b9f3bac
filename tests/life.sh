# A life cycle as lines of an instant and a command, for the scripts that make the world fail under it.
# `paper` is a file that life_paper makes new for each command, so that it has to be kept.

need='--need host:cpu=2,memory_gib=4'
first=2026-03-02T09:00:00+08:00 tested=2026-03-20T09:00:00+08:00 over=2026-04-20T09:00:00+08:00
life="$first unit add extra --name 备用 --kind using --as root
$first person add zhou --name 周到 --unit czj --role applicant --as root
$first submit budget --unit czj --name 预算 --level 2 $need --attach plan=paper --attach self_test=paper --as zhang
$first review accept R-2026-0001 --as wang
$first review approve R-2026-0001 --days 15 --as wang
$first provision R-2026-0001 --cloud-id budget/host-1=i-1 --as sun
$tested attach R-2026-0001 function_test=paper performance_test=paper security_test=paper --result pass --as zhang
$tested review open R-2026-0001 --as wang
$tested change budget --set budget/host-1.cpu=3 --reason 高峰 --as zhang
$tested review approve R-2026-0002 --attach plan=paper --as wang
$tested provision R-2026-0002 --as sun
$over usage import usage.csv --as sun
$over check import scan.xml --system budget --as sun
$over check fix F-2026-0001 --attach paper=paper --as zhang
$over check verify F-2026-0001 --as liu
$over submit other --unit czj --name 其他 --level 2 $need --attach plan=paper --attach self_test=paper --as zhang
$over withdraw R-2026-0003 --reason 误填 --as zhang
$over decommission budget --offline-on 2026-04-19 --reason 停用 --attach offline_record=paper --attach migration_record=paper --attach backup_record=paper --as zhang
$over review approve R-2026-0004 --as wang
$over provision R-2026-0004 --attach reclaim_proof=paper --as sun"
reading="list requests
show R-2026-0001
log budget
due
explain R-2026-0001
usage show
check list --state all
check run
report monthly 2026-03
catalog show
policy show
audit verify"

life_files() {
  printf 'resource,time,cpu_percent,memory_percent\ni-1,2026-03-20T00:00:00+08:00,5,50\n' >usage.csv
  cat >scan.xml <<'XML'
<TestResult xmlns="http://checklists.nist.gov/xccdf/1.2" id="t" end-time="2026-04-18T09:00:00+08:00">
<target>host-1</target><rule-result idref="r1" severity="high"><result>fail</result></rule-result></TestResult>
XML
}
# life_paper N: 40 KB that no other command has seen
life_paper() { head -c 30000 /dev/zero | tr '\0' 'p' >paper; echo "paper $1 of $RANDOM" >>paper; }
