import type { Calls } from '../uses.js';

/**
 * What modules of Python do of their own accord with AWS, as far as it is known. Written by hand on 2026-11-23 from their documentation.
 */

/** The SDK itself: what it calls is told by the clients that are made. A copy of it beside the code is not read. */
export const sdk: ReadonlySet<string> = new Set(['aioboto3', 'aiobotocore', 'boto3', 'botocore', 's3transfer']);

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * The modules that Python brings with it, from 2.7 on to 3.14.
 * @see https://docs.python.org/3/library/sys.html#sys.stdlib_module_names
 */
const standard = words(`
  __future__ __main__ _thread abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii
  bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent
  configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email
  encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob
  graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache
  locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path
  numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint
  profile pstats pty pwd py_compile pyclbr pydoc pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select
  selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat
  statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this
  threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest urllib uu uuid venv
  warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
  ConfigParser Cookie HTMLParser Queue StringIO __builtin__ cPickle cStringIO commands cookielib htmlentitydefs httplib md5 sets thread urllib2
  urlparse`);

/** Packages that call nothing of AWS with the rights of a function, by the names that they are imported by; `*` matches any text. */
export const quiet: readonly string[] = [
  ...standard,
  ...sdk,
  // They write logs, traces and metrics, check what comes in, or say where it goes; types and errors of the SDK.
  ...words(`
    apig_wsgi aws_embedded_metrics aws_lambda_env_modeler aws_lambda_context aws_lambda_logging aws_lambda_powertools aws_lambda_typing aws_xray_sdk awsgi
    boto3_type_annotations botocore_stubs cfnresponse chalice ddtrace lambda_event_sources mangum mypy_boto3* sentry_sdk serverless_wsgi
    types_aiobotocore* types_boto3*`),
  // Clients of services that are not of AWS.
  ...words(`
    aiomysql aiopg anthropic ask_sdk_core ask_sdk_model asyncpg atlassian bson bugsnag clickhouse_connect clickhouse_driver confluent_kafka
    cx_Oracle discord discord_interactions elasticsearch elasticsearch_dsl facebook firebase_admin github gitlab google google_auth_oauthlib
    googleapiclient gspread hvac influxdb influxdb_client jira kafka line linebot motor msal mysql MySQLdb neo4j notion_client oauth2client oauthlib
    openai opensearch_dsl opensearchpy oracledb paho pagerduty pg8000 pika plaid praw psycopg psycopg2 psycopg_pool pymemcache pymongo pymssql
    pymysql pyodbc redis requests_oauthlib rollbar sendgrid shopify simple_salesforce slack slack_bolt slack_sdk slackclient snowflake stripe supabase
    telebot telegram twilio tweepy zenpy`),
  // Libraries for all kinds of programs.
  ...words(`
    Crypto Cryptodome OpenSSL PIL PyPDF2 absl aiofiles aiohttp aiosignal annotated_types anyio apscheduler argon2 ariadne arrow asgiref async_timeout
    attr attrs authlib backoff backports bcrypt bleach blinker bottle bs4 cachetools cattr cattrs cerberus certifi cffi chardet charset_normalizer
    cleantext click colorama colorlog commonmark croniter cryptography cssselect cv2 cycler dacite dataclasses_json dateparser dateutil
    decorator decouple deepdiff defusedxml deprecated dictdiffer dns docutils docx docxtpl dotenv email_validator emoji environs exceptiongroup
    faker falcon fastapi fastjsonschema feedparser fitz flask flask_cors flask_restful fpdf frozendict frozenlist fuzzywuzzy geopy gevent graphene
    graphql greenlet grpc h11 h2 haversine holidays html2text html5lib httpcore httplib2 httpx humanize icalendar idna imageio inflection isodate
    itsdangerous jinja2 jmespath joblib jose json5 jsonpatch jsonpath_ng jsonpickle jsonpointer jsonschema jwcrypto jwt langdetect lightgbm loguru
    lxml markdown markdown2 markdownify markupsafe marshmallow matplotlib mistune more_itertools mpmath msgpack multidict mutagen nacl nanoid netaddr
    networkx nltk num2words numpy nltk onnxruntime openpyxl orjson packaging paramiko parse parsedatetime passlib pathspec pdfminer pdfplumber
    peewee pendulum phonenumbers playhouse plotly polyline prettytable prometheus_client promise psutil pyasn1 pycountry pycparser pydantic pydantic_core
    pydantic_settings pyfcm pygments pyjq pykwalify pymediainfo pynamodb_attributes pyparsing pypdf pyproj pyrsistent pysftp pystache pythonjsonlogger
    pytz pywebpush qrcode rapidfuzz rapidjson ratelimit rdflib referencing regex reportlab requests requests_cache requests_futures requests_html
    requests_toolbelt retry retrying rfc3339 rich rsa ruamel schema schematics scipy seaborn selenium semantic_version semver setuptools shapely
    shortuuid simplejson singer six skimage sklearn slugify snappy sniffio socks sortedcontainers soupsieve sqlalchemy sqlmodel sqlparse starlette
    statsmodels stdnum strawberry stringcase structlog sympy tabulate tenacity termcolor textblob textdistance tiktoken titlecase toml tomli tomlkit
    toolz tqdm typeguard typing_extensions typing_inspect tzlocal ujson ulid unidecode uritemplate urllib3 user_agents uuid6 validators vobject
    voluptuous wcwidth websocket websockets weasyprint werkzeug wrapt wtforms xgboost xlrd xlsxwriter xlwt xmltodict yaml yarl zeep zipp zstandard`),
];

/**
 * What runs other programs, or code that is no module of the function's, or makes calls of what it is only told; by whole names, `*` stands
 * for any text.
 */
export const unbounded: readonly string[] = words(`
  _thread.interrupt_main asyncio.create_subprocess_* asyncio.subprocess bdb botocore.auth botocore.model botocore.paginate botocore.signers.RequestSigner
  botocore.waiter.Waiter botocore.waiter.WaiterModel botocore.waiter.create_waiter_with_client builtins.__import__ builtins.eval builtins.exec
  cProfile.run code codeop commands ctypes imp importlib.machinery importlib.metadata.entry_points importlib.util.LazyLoader
  importlib.util.module_from_spec importlib.util.spec_from_file_location importlib.util.spec_from_loader os.exec* os.popen* os.posix_spawn* os.spawn* os.startfile os.system pdb
  pkgutil.iter_modules pkgutil.resolve_name pkgutil.walk_packages posix pty pydantic.ImportString pydantic.PyObject pydantic.types.ImportString
  pydoc.locate runpy setuptools.build_meta site.addsitedir subprocess sys.meta_path sys.path.append sys.path.extend sys.path.insert sys.path_hooks zipimport`);

/** What of the SDK may not be handed on: nobody follows which clients are made of it there. */
export const handed: ReadonlySet<string> = new Set([
  'aioboto3',
  'aiobotocore',
  'aiobotocore.session',
  'boto3',
  'boto3.client',
  'boto3.resource',
  'boto3.session',
  'botocore',
  'botocore.session',
]);

const items = [
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateItem',
] as const;

const ofParameters = 'aws_lambda_powertools.utilities.parameters';
const readsS3: Calls = [['s3']];
const readsSecrets: Calls = [['secrets-manager', 'GetSecretValue']];

/** What packages call for their users, by whole names; the longest that fits counts, and `x.*` is whatever in `x` has no row of its own. */
export const callers: ReadonlyMap<string, Calls> = new Map(
  Object.entries<Calls>({
    ask_sdk_dynamodb: [['dynamodb', 'CreateTable', 'DeleteItem', 'DescribeTable', 'GetItem', 'PutItem']],
    'aws_lambda_powertools.utilities.batch': [['sqs', 'DeleteMessageBatch']],
    'aws_lambda_powertools.utilities.data_masking': [['kms']],
    'aws_lambda_powertools.utilities.feature_flags': [['appconfigdata']],
    'aws_lambda_powertools.utilities.idempotency': [['dynamodb', 'DeleteItem', 'GetItem', 'PutItem', 'UpdateItem']],
    [`${ofParameters}.*`]: [['appconfigdata'], ['dynamodb'], ['secrets-manager'], ['ssm']],
    [`${ofParameters}.AppConfigProvider`]: [['appconfigdata']],
    [`${ofParameters}.BaseProvider`]: [],
    [`${ofParameters}.DynamoDBProvider`]: [['dynamodb', 'GetItem', 'Query']],
    [`${ofParameters}.SSMProvider`]: [['ssm', 'GetParameter', 'GetParameters', 'GetParametersByPath', 'PutParameter']],
    [`${ofParameters}.SecretsProvider`]: [['secrets-manager', 'CreateSecret', 'GetSecretValue', 'PutSecretValue']],
    [`${ofParameters}.appconfig`]: [['appconfigdata']],
    [`${ofParameters}.base`]: [],
    [`${ofParameters}.clear_caches`]: [],
    [`${ofParameters}.dynamodb`]: [['dynamodb', 'GetItem', 'Query']],
    [`${ofParameters}.exceptions`]: [],
    [`${ofParameters}.get_app_config`]: [['appconfigdata']],
    [`${ofParameters}.get_parameter`]: [['ssm', 'GetParameter']],
    [`${ofParameters}.get_parameters`]: [['ssm', 'GetParametersByPath']],
    [`${ofParameters}.get_parameters_by_name`]: [['ssm', 'GetParameter', 'GetParameters']],
    [`${ofParameters}.get_secret`]: readsSecrets,
    [`${ofParameters}.secrets`]: [['secrets-manager', 'CreateSecret', 'GetSecretValue', 'PutSecretValue']],
    [`${ofParameters}.set_parameter`]: [['ssm', 'PutParameter']],
    [`${ofParameters}.set_secret`]: [['secrets-manager', 'CreateSecret', 'PutSecretValue']],
    [`${ofParameters}.ssm`]: [['ssm', 'GetParameter', 'GetParameters', 'GetParametersByPath', 'PutParameter']],
    'aws_lambda_powertools.utilities.streaming': [['s3', 'GetObject', 'HeadObject']],
    // Its own checkpoints, and what `context.invoke` has Lambda call with the function's role.
    aws_durable_execution_sdk_python: [['lambda', 'CheckpointDurableExecution', 'GetDurableExecutionState', 'Invoke']],
    aws_encryption_sdk: [['kms']],
    aws_secretsmanager_caching: [['secrets-manager', 'DescribeSecret', 'GetSecretValue']],
    'boto3.dynamodb.table': [['dynamodb', 'BatchWriteItem']],
    'boto3.s3': readsS3,
    crhelper: [
      ['eventbridge', 'DeleteRule', 'PutRule', 'PutTargets', 'RemoveTargets'],
      ['lambda', 'AddPermission', 'RemovePermission'],
    ],
    dask: readsS3,
    datadog_lambda: [['kms'], ['secrets-manager', 'GetSecretValue'], ['ssm', 'GetParameter']],
    duckdb: readsS3,
    fsspec: readsS3,
    geopandas: readsS3,
    // What it is told to read may lie in a bucket.
    pandas: readsS3,
    // Tables of Delta Lake may be locked by DynamoDB.
    polars: [...readsS3, ['dynamodb', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem']],
    pyarrow: readsS3,
    'pydantic_settings.AWSSecretsManagerSettingsSource': readsSecrets,
    'pydantic_settings.sources.AWSSecretsManagerSettingsSource': readsSecrets,
    'pydantic_settings.sources.providers.aws': readsSecrets,
    pynamodb: [
      ['dynamodb', 'CreateTable', 'DeleteTable', 'DescribeTable', 'UpdateTable', 'UpdateTimeToLive', ...items],
    ],
    requests_cache: [['dynamodb']],
    s3fs: readsS3,
    s3transfer: readsS3,
    // Listeners that take their time are called by another invocation.
    'slack_bolt.adapter.aws_lambda.*': [['lambda', 'Invoke'], ['s3']],
    'slack_bolt.adapter.aws_lambda.SlackRequestHandler': [['lambda', 'Invoke']],
    'slack_sdk.oauth.installation_store': readsS3,
    'slack_sdk.oauth.state_store': readsS3,
    smart_open: readsS3,
    // Its dialects are not imported: those for the Data API and for Athena are among them.
    sqlalchemy: [['rds-data'], ['s3']],
    sqlmodel: [['rds-data'], ['s3']],
    watchtower: [['cloudwatch-logs']],
  }),
);
