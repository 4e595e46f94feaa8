import { fileLabels } from '../trace/sources.ts';
import { type Call, has, knownText, label, type Value } from '../trace/values.ts';
import { argument, onCalls } from './detector.ts';

const always =
  /^((c?pickle|_pickle|cPickle|dill|cloudpickle|marshal|joblib|jsonpickle|shelve|skops\.io)\.(load|loads|open|decode|Unpickler)|pickle\.Unpickler\(\)\.load|pandas\.read_pickle|torch\.load|multiprocessing\.connection\..*\.recv|pandas\.io\.pickle\.read_pickle|sklearn\.externals\.joblib\.load|yaml\.(unsafe_load|unsafe_load_all|full_load|full_load_all)|keras\.models\.load_model|tensorflow\.keras\.models\.load_model)$/;

const safeLoaders = /(C?SafeLoader|C?BaseLoader)/;

/** Whether a call makes objects of any class out of data. */
const runsData = (call: Call): boolean => {
  const { name, keywords } = call;
  if (/^yaml\.(load|load_all)$/.test(name)) {
    return !safeLoaders.test(argument(call, 1, 'Loader')?.path ?? '');
  }
  if (/^ruamel\.yaml\.YAML\(\)\.load/.test(name)) {
    return /unsafe/.test(knownText(call.receiver?.made?.keywords.get('typ') ?? call.receiver?.made?.args[0]));
  }
  if (name === 'numpy.load') {
    return keywords.get('allow_pickle')?.path === 'builtins.True';
  }
  if (/^torch\.(load|hub\.load_state_dict_from_url)$/.test(name)) {
    return keywords.get('weights_only')?.path !== 'builtins.True';
  }
  return always.test(name);
};

const isUntrusted = (value: Value | undefined): boolean =>
  has(value, label.network | label.input | label.shared) || /^(sys\.stdin|builtins\.input)/.test(value?.path ?? '');

/** Data of others that is turned into objects of any class, and so may run code. */
export const findUnsafeDeserialisation = onCalls(function* (call) {
  if (!runsData(call)) {
    return;
  }
  const data = call.args[0] ?? call.receiver?.made?.args[0];
  const text = data?.text;
  if (
    isUntrusted(data) ||
    (fileLabels(text) & label.shared) !== 0 ||
    call.name.startsWith('torch.hub.') ||
    (text !== undefined && /^(s3|gs|https?|ftp):\/\//.test(text))
  ) {
    yield {
      rule: 'unsafe-deserialisation' as const,
      at: call.at,
      message: `${call.name} makes objects, and so may run code, out of data that others can write.`,
    };
  }
});
