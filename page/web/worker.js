// The engine in a thread of its own. A call comes as {id, call, args}; the answer goes back under the same id.
let engine = null;
self.kaiteiStage = (stage) => self.postMessage({ stage });
self.onmessage = (event) => {
  const { id, call, args } = event.data;
  try {
    let result;
    if (call === 'start') {
      wasm_bindgen.initSync({ module: args[0] });
      engine = new wasm_bindgen.Engine(args[1]);
    } else {
      result = engine[call](...args);
    }
    const bytes = result instanceof Uint8Array ? [result.buffer] : [];
    self.postMessage({ id, result }, bytes);
  } catch (error) {
    // After a trap the engine's memory is no longer to be trusted: the page makes a new one.
    self.postMessage({ id, broken: String((error && error.message) || error) });
  }
};
