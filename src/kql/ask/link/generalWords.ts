import { stem } from './stem';

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Words that say nothing of what a question is about. */
const functionWords = list(`
  a about above across after again against all along already also although always am among an and another any anybody anyone anything
  anywhere are aren't around as at back be because been before behind being below beneath beside besides between beyond both but by can can't
  cannot could couldn't did didn't do does doesn't doing don't done down during each either else enough even ever every everybody everyone
  everything except few fewer for from further had has hasn't have haven't having he hello her here hey hi his how however i i'm i've if in
  inside instead into is isn't it it's its itself just least less let let's like lot lots many may maybe me might mine more most much must
  my myself near need needs neither never no nobody none nor not nothing now of off ok okay on once one ones only onto or other others our
  ours out outside over own per perhaps please quite rather really same shall she should so some somebody someone something somewhere still
  such than thank thanks that that's the their them then there there's these they this those though through throughout till to together too
  toward towards under unless until up upon us very via was wasn't we we're well were weren't what what's whatever when whenever where
  where's wherever whether which whichever while who who's whoever whom whose why will with within without won't would wouldn't yes yet you
  your yours vs versus etc eg ie e.g i.e there'd how's
`);

/** Verbs, adjectives and nouns of questions about running systems, which name nothing by themselves. */
const questionWords = list(`
  show list give get find tell display see look view check count number amount total sum average avg mean median min minimum max maximum
  percentile percent percentage ratio rate share top bottom first last latest recent recently newest oldest earliest highest lowest biggest
  largest smallest slowest fastest worst best busiest noisiest most least longest shortest hottest heaviest common frequent frequently often
  rare unique distinct different various several multiple single group grouped split break breakdown broken sort sorted order ordered rank
  compare compared comparison versus trend trending chart graph plot draw render table row rows column columns field fields record records
  entry entries line lines item items result results query queries data detail details information summary summarize summarise overview report
  happen happened happening occur occurred occurring exist exists go going come coming run running ran work working fail failed failing failure
  failures error errors erroring warning warnings exception exceptions crash crashed crashing break timeout timeouts slow slower slowly fast
  faster quick high higher low lower big bigger small smaller long longer short shorter heavy busy idle healthy unhealthy bad good wrong right
  unusual strange weird odd suspicious anomaly anomalies anomalous spike spikes spiking jump jumped drop dropped dropping rise rising increase
  increased increasing decrease decreased decreasing grow growing growth change changed changes changing peak peaks outage outages incident
  incidents issue issues problem problems trouble alert alerts alarm alarms event events log logs logged logging message messages metric metrics
  trace traces request requests response responses call calls traffic load usage use used using consumption utilization utilisation performance
  availability available unavailable latency duration time times timing today yesterday tonight tomorrow overnight morning afternoon evening
  night noon midnight weekend weekday day days daily week weeks weekly month months monthly year years yearly hour hours hourly minute minutes
  second seconds quarter quarterly monday tuesday wednesday thursday friday saturday sunday january february march april june july august
  september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun past previous next current
  currently ago since until start started starting begin beginning began end ended ending stop stopped restart restarted restarting reboot
  rebooted deploy deployed deployment deployments release released rollout version versions change shift period interval window range span
  bucket bin each every whole entire full empty missing null blank unknown new old existing current active inactive enabled disabled open closed
  resolved fired triggered acknowledged critical fatal severe severity level levels priority status state states code codes kind kinds type
  types category categories name names named called id ids key keys value values size sizes length width place places locate located location locations region
  regions zone zones country city countries cities source sources target targets origin destination way reason reasons cause causes root
  main major minor primary secondary production prod staging test testing dev development live demo internal external public private local
  remote global shared main own entire front frontend backend back end middle tier layer upstream downstream web mobile desktop native cloud
  azure microsoft windows linux system systems environment environments platform infrastructure application applications app apps service
  services server servers machine machines host hosts hostname computer computers vm vms node nodes pod pods container containers cluster
  clusters namespace namespaces deployment instance instances process processes thread threads disk disks drive drives volume volumes memory
  cpu processor network networks storage database databases db sql cache queue queues topic topics message bus hub hubs function functions
  job jobs task tasks runbook workflow workflows pipeline pipelines gateway firewall proxy balancer vault account accounts subscription
  subscriptions tenant tenants resource resources site sites page pages endpoint endpoints url urls uri path paths route routes api apis
  operation operations method methods action actions activity activities user users customer customers client clients caller callers person
  people team session sessions browser browsers device devices agent agents ip ips address addresses port ports protocol certificate certificates
  secret secrets password passwords token tokens identity identities role roles permission permissions policy policies rule rules login logins
  sign signed signin sign-in sign-ins logon logons auth authentication authorization access audit security vulnerability vulnerabilities
  attack attacks threat threats compliance cost costs spend price bill billing budget quota limit limits threshold thresholds backup backups
  inventory asset assets tag tags property properties setting settings config configuration dependency dependencies component components
  module modules product products order orders feature features package packages build builds file files folder image images text string word
  words free used left remaining took take taken makes make made cause caused causing hit hits receive received receiving send sent read reads
  write writes written handle handled process processed serve served return returned returns respond responded throw threw thrown raise raised
  report reported reporting contain contains containing contained include includes including mention mentions mentioning match matches matching
  start starts equal equals greater exceed exceeds exceeded exceeding larger least above below between reach reached reaching affected impacted
  involve involved related relevant important interesting expensive costly unexpected expected normal typical usual overall
  heartbeat ping pings uptime downtime health healthcheck throughput volume bandwidth bytes packets connection connections capacity pressure
  saturation retry retries requeue dead letter deadlock deadlocks lock locks block blocked blocking kill killed oom garbage collection swap
  cold hot warm big busy noisy flaky legacy critical customer-facing user-facing public-facing stateless stateful
  please us me kql statement command script example help explain describe investigate analyze analyse anything wrong
  seen saw noticed notice having getting want wanted know knows think say says said needs
  one two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred dozen couple half once twice
`);

const stops = new Set(functionWords.flatMap((word) => [word, stem(word)]));
const general = new Set(questionWords.flatMap((word) => [word, stem(word)]));

/** True for articles, pronouns, prepositions and the like; takes words as written in lower case or as stems. */
export const isFunctionWord = (word: string): boolean => stops.has(word);

/** True for words that questions are made of and that are nobody's name. */
export const isGeneralWord = (word: string): boolean => stops.has(word) || general.has(word);
