//! Chromium by its DevTools protocol over a pipe: no server, no port, no helper program.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Longer than anything here takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(180);
/// Names under which Chromium is installed; `KAITEI_CHROMIUM` goes before them.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A browser with one page.
pub(crate) struct Page {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: String,
    next: u64,
    events: Vec<Value>,
    /// Holds the profile and what was downloaded.
    pub(crate) folder: TempDir,
}

fn program() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("KAITEI_CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| NAMES.map(|name| folder.join(name)))
        .find(|path| path.is_file())
}

/// Opens a file in a fresh browser; `None`, with a word about it, where there is none.
pub(crate) fn open(file: &Path) -> Option<Page> {
    let Some(program) = program().filter(|_| cfg!(unix)) else {
        println!("LEFT OUT: Chromium is not installed (or name it in KAITEI_CHROMIUM)");
        return None;
    };
    let mut page = Page::start(&program);
    page.go(file);
    Some(page)
}

impl Page {
    fn start(program: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("downloads")).unwrap();
        // The browser speaks on descriptors 3 and 4; a shell puts our pipes there.
        let mut command = Command::new("sh");
        command.args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1"]).arg(program);
        command.args([
            "--headless=new",
            "--remote-debugging-pipe",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--lang=ja",
            "--window-size=1280,900",
        ]);
        command.arg(format!("--user-data-dir={}", folder.path().join("profile").display()));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let to = child.stdin.take().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let (send, from) = channel();
        thread::spawn(move || {
            let mut message = Vec::new();
            while out.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { break };
                if send.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        let mut page = Self { child, to, from, session: String::new(), next: 0, events: Vec::new(), folder };
        let target = page.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attached =
            page.call("Target.attachToTarget", &json!({ "targetId": target["targetId"], "flatten": true }));
        let downloads = page.folder.path().join("downloads");
        page.call("Browser.setDownloadBehavior", &json!({ "behavior": "allow", "downloadPath": downloads }));
        page.session = attached["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Page", "Runtime", "Log", "DOM", "Network"] {
            page.call(&format!("{domain}.enable"), &json!({}));
        }
        page
    }

    /// Calls a method and waits for its answer.
    pub(crate) fn call(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        let mut bytes = serde_json::to_vec(&message).unwrap();
        bytes.push(0);
        self.to.write_all(&bytes).unwrap();
        let begun = Instant::now();
        loop {
            let left = PATIENCE.saturating_sub(begun.elapsed());
            let answer = self.from.recv_timeout(left).unwrap_or_else(|_| panic!("no answer to {method}"));
            if answer["id"] == id {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            if answer["method"] == "Page.javascriptDialogOpening" {
                // The page asks whether to leave with unsaved decisions.
                self.next += 1;
                let yes = json!({ "id": self.next, "sessionId": self.session, "method": "Page.handleJavaScriptDialog", "params": { "accept": true } });
                self.to.write_all(format!("{yes}\0").as_bytes()).unwrap();
            }
            self.events.push(answer);
        }
    }

    /// Opens a file and waits until it is loaded.
    pub(crate) fn go(&mut self, file: &Path) {
        self.go_to(&format!("file://{}", file.display()));
    }

    /// Opens an address and waits until it is loaded.
    pub(crate) fn go_to(&mut self, url: &str) {
        let url: String =
            url.chars().map(|c| if c == ' ' { "%20".to_owned() } else { c.to_string() }).collect();
        self.events.retain(|event| event["method"] != "Page.loadEventFired");
        self.call("Page.navigate", &json!({ "url": url }));
        self.wait("Page.loadEventFired");
        self.eval("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))");
    }

    fn wait(&mut self, event: &str) {
        let begun = Instant::now();
        while !self.events.iter().any(|seen| seen["method"] == event) {
            let left = PATIENCE.saturating_sub(begun.elapsed());
            let seen = self.from.recv_timeout(left).unwrap_or_else(|_| panic!("no {event}"));
            self.events.push(seen);
        }
    }

    /// What an expression of the page comes to.
    pub(crate) fn eval(&mut self, script: &str) -> Value {
        let params =
            json!({ "expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true });
        let answer = self.call("Runtime.evaluate", &params);
        assert!(answer["exceptionDetails"].is_null(), "{script}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// A number that an expression comes to.
    pub(crate) fn count(&mut self, script: &str) -> u64 {
        self.eval(script).as_u64().unwrap_or_else(|| panic!("{script} is no number"))
    }

    /// A text that an expression comes to.
    pub(crate) fn text(&mut self, script: &str) -> String {
        self.eval(script).as_str().unwrap_or_else(|| panic!("{script} is no text")).to_owned()
    }

    /// Clicks what a selector finds.
    pub(crate) fn click(&mut self, selector: &str) {
        let found = format!(
            "(() => {{ const e = document.querySelector({}); if (!e) return false; e.click(); return true; }})()",
            json!(selector)
        );
        assert_eq!(self.eval(&found), json!(true), "nothing to click: {selector}");
        self.settle();
    }

    /// Clicks what makes the page or frame go away: nobody is left to wait in it.
    pub(crate) fn click_away(&mut self, selector: &str) {
        let found = format!(
            "(() => {{ const e = document.querySelector({}); if (e) setTimeout(() => e.click(), 0); return !!e; }})()",
            json!(selector)
        );
        assert_eq!(self.eval(&found), json!(true), "nothing to click: {selector}");
    }

    /// Types into a field, as its events tell the page.
    pub(crate) fn fill(&mut self, selector: &str, text: &str) {
        let script = format!(
            "(() => {{ const e = document.querySelector({}); e.focus(); e.value = {}; e.dispatchEvent(new Event('input', {{ bubbles: true }})); e.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()",
            json!(selector),
            json!(text)
        );
        self.eval(&script);
        self.settle();
    }

    /// Presses a key that is a letter or a sign.
    pub(crate) fn press(&mut self, key: &str) {
        self.call("Input.dispatchKeyEvent", &json!({ "type": "keyDown", "key": key, "text": key }));
        self.call("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": key }));
        self.settle();
    }

    /// Waits out the page's own delays.
    pub(crate) fn settle(&mut self) {
        self.eval(
            "new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done, 0)), 200))",
        );
    }

    /// Gives a file to a field.
    pub(crate) fn give(&mut self, selector: &str, file: &Path) {
        let params = json!({ "expression": format!("document.querySelector({})", json!(selector)) });
        let object = self.call("Runtime.evaluate", &params)["result"]["objectId"].clone();
        self.call("DOM.setFileInputFiles", &json!({ "files": [file], "objectId": object }));
        self.settle();
    }

    /// Waits for a download.
    pub(crate) fn downloaded(&self, name: &str) -> PathBuf {
        let path = self.folder.path().join("downloads").join(name);
        let begun = Instant::now();
        while !path.is_file() {
            assert!(begun.elapsed() < PATIENCE, "{name} was not downloaded");
            thread::sleep(Duration::from_millis(20));
        }
        path
    }

    /// Pretends to be another medium: `print`, or dark or light.
    pub(crate) fn scheme(&mut self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", &json!({ "features": features }));
        self.settle();
    }

    /// Prints to a PDF file, on the paper that the page's style asks for.
    pub(crate) fn print(&mut self, file: &Path) {
        let params = json!({ "preferCSSPageSize": true, "printBackground": true });
        let data = self.call("Page.printToPDF", &params)["data"].as_str().unwrap().to_owned();
        fs::write(file, base64(&data)).unwrap();
    }

    /// Errors that the page or the browser reported: exceptions, messages, requests to anywhere but the file itself.
    pub(crate) fn errors(&mut self) -> Vec<String> {
        self.settle();
        let told = |event: &Value| match event["method"].as_str().unwrap_or_default() {
            "Runtime.exceptionThrown" => Some(event["params"]["exceptionDetails"].to_string()),
            "Runtime.consoleAPICalled" if event["params"]["type"] == "error" => {
                Some(event["params"].to_string())
            }
            "Log.entryAdded" if event["params"]["entry"]["level"] == "error" => {
                Some(event["params"]["entry"].to_string())
            }
            "Network.requestWillBeSent" => {
                let url = event["params"]["request"]["url"].as_str().unwrap_or_default();
                let own = ["file:", "data:", "blob:", "about:"].iter().any(|scheme| url.starts_with(scheme));
                (!own).then(|| format!("request to {url}"))
            }
            _ => None,
        };
        self.events.iter().filter_map(told).collect()
    }
}

/// For pages that have workers and frames.
impl Page {
    /// From here on, frames and workers are followed, too.
    pub(crate) fn follow(&mut self) {
        let params = json!({ "autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true });
        self.call("Target.setAutoAttach", &params);
    }

    /// The sessions of frames and workers that were seen, newest first, with their type.
    fn attached(&self) -> Vec<(String, String)> {
        let seen = self.events.iter().rev().filter(|event| event["method"] == "Target.attachedToTarget");
        seen.filter_map(|event| {
            let kind = event["params"]["targetInfo"]["type"].as_str()?;
            Some((event["params"]["sessionId"].as_str()?.to_owned(), kind.to_owned()))
        })
        .collect()
    }

    /// Does something in the newest frame as if it were the page.
    pub(crate) fn in_frame<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let begun = Instant::now();
        let frame = loop {
            if let Some((session, _)) = self.attached().into_iter().find(|(_, kind)| kind == "iframe") {
                break session;
            }
            assert!(begun.elapsed() < PATIENCE, "no frame");
            self.settle();
        };
        let own = std::mem::replace(&mut self.session, frame);
        self.call("Runtime.enable", &json!({}));
        let done = act(self);
        self.session = own;
        done
    }

    /// Asks for the network events of all frames and workers that were seen so far.
    pub(crate) fn watch_all(&mut self) {
        let own = self.session.clone();
        for (session, _) in self.attached() {
            self.session = session;
            self.call("Network.enable", &json!({}));
        }
        self.session = own;
    }

    /// Every address that anything in the page asked for.
    pub(crate) fn requests(&self) -> Vec<String> {
        let sent = self.events.iter().filter(|event| event["method"] == "Network.requestWillBeSent");
        sent.filter_map(|event| event["params"]["request"]["url"].as_str().map(ToOwned::to_owned)).collect()
    }

    /// Waits until an expression is true.
    pub(crate) fn until(&mut self, script: &str) {
        let begun = Instant::now();
        while self.eval(&format!("!!({script})")) != json!(true) {
            assert!(begun.elapsed() < PATIENCE, "never true: {script}");
            self.eval("new Promise((done) => setTimeout(done, 50))");
        }
    }

    /// What the browser has used so far: processor seconds of all its processes, and the most memory (bytes) of the one that holds the
    /// page and its worker.
    pub(crate) fn used(&self) -> (f64, u64) {
        let fields = |process: &str| -> Option<Vec<String>> {
            // The name, in brackets, may hold spaces; what follows does not.
            let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
            Some(stat.rsplit_once(") ")?.1.split(' ').map(str::to_owned).collect())
        };
        let mut ours = vec![self.child.id().to_string()];
        let mut all: Vec<(String, Vec<String>)> = fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter_map(|process| Some((process.clone(), fields(&process)?)))
            .collect();
        let (mut ticks, mut memory) = (0, 0);
        while let Some(at) =
            all.iter().position(|(process, fields)| ours.contains(process) || ours.contains(&fields[1]))
        {
            let (process, fields) = all.remove(at);
            ticks += fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
            let command = fs::read_to_string(format!("/proc/{process}/cmdline")).unwrap_or_default();
            let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
            let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let most = most.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok());
            if command.contains("--type=renderer") {
                memory = memory.max(most.unwrap_or_default() << 10);
            }
            ours.push(process);
        }
        // Linux tells processor time in hundredths of a second.
        (ticks as f64 / 100.0, memory)
    }

    /// Gives files to a field.
    pub(crate) fn give_all(&mut self, selector: &str, files: &[PathBuf]) {
        let params = json!({ "expression": format!("document.querySelector({})", json!(selector)) });
        let object = self.call("Runtime.evaluate", &params)["result"]["objectId"].clone();
        self.call("DOM.setFileInputFiles", &json!({ "files": files, "objectId": object }));
    }

    /// Drops files or folders on what a selector finds.
    pub(crate) fn drop_on(&mut self, selector: &str, paths: &[PathBuf]) {
        let middle = format!(
            "(() => {{ const e = document.querySelector({}); e.scrollIntoView({{ block: 'center' }}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + 20]; }})()",
            json!(selector)
        );
        let at = self.eval(&middle);
        let data = json!({ "items": [], "files": paths, "dragOperationsMask": 1 });
        for kind in ["dragEnter", "dragOver", "drop"] {
            let params = json!({ "type": kind, "x": at[0], "y": at[1], "data": data });
            self.call("Input.dispatchDragEvent", &params);
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// RFC 4648, as the protocol sends files.
pub(crate) fn base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => panic!("not base64"),
    };
    let digits: Vec<u8> = text.bytes().filter(|c| *c != b'=').map(value).collect();
    let mut out = Vec::new();
    for group in digits.chunks(4) {
        let bits =
            group.iter().fold(0_u32, |bits, digit| bits << 6 | u32::from(*digit)) << (6 * (4 - group.len()));
        out.extend(&bits.to_be_bytes()[1..group.len()]);
    }
    out
}
