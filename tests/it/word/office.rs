//! LibreOffice without a window: Word documents to PDF, and all tracked changes of one settled by a macro of ours.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Loads a document, settles its tracked changes, and writes it again for Word.
const MACRO: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, target As String, what As String)
  Dim none()
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = &quot;Hidden&quot;
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), &quot;_blank&quot;, 0, hidden())
  dispatcher = createUnoService(&quot;com.sun.star.frame.DispatchHelper&quot;)
  dispatcher.executeDispatch(document.CurrentController.Frame, &quot;.uno:&quot; &amp; what, &quot;&quot;, 0, none())
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = &quot;FilterName&quot;
  kind(0).Value = &quot;MS Word 2007 XML&quot;
  document.storeToURL(ConvertToURL(target), kind())
  document.close(True)
End Sub
</script:module>
"#;

/// A LibreOffice of our own, with a profile that nobody else uses.
pub(super) struct Office {
    folder: TempDir,
}

impl Office {
    /// `None`, said in words, where it is not installed.
    pub(super) fn new() -> Option<Self> {
        let has = |program: &str| Command::new(program).arg("--version").output().is_ok();
        if !has("soffice") || !has("pdftotext") {
            assert!(std::env::var_os("CI").is_none(), "soffice and pdftotext are needed here");
            println!("skipped: soffice or pdftotext is not installed");
            return None;
        }
        let office = Self { folder: tempfile::tempdir().unwrap() };
        // The first start fills the profile, with an empty module in it.
        office.run(&["--terminate_after_init"]);
        let module = office.folder.path().join("profile/user/basic/Standard/Module1.xba");
        fs::create_dir_all(module.parent().unwrap()).unwrap();
        fs::write(module, MACRO).unwrap();
        Some(office)
    }

    fn run(&self, args: &[&str]) {
        let profile = format!("-env:UserInstallation=file://{}/profile", self.folder.path().display());
        let done = Command::new("soffice").args([&profile, "--headless"]).args(args).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    /// A copy of the document without letters in its name that a macro's arguments would have to escape.
    fn copy(&self, document: &Path) -> PathBuf {
        let copy = self.folder.path().join("document.docx");
        fs::copy(document, &copy).unwrap();
        copy
    }

    /// The document after a command of LibreOffice, such as `AcceptAllTrackedChanges`.
    pub(super) fn settle(&self, document: &Path, command: &str) -> PathBuf {
        let target = self.folder.path().join(format!("{command}.docx"));
        let source = self.copy(document);
        let call =
            format!("macro:///Standard.Module1.Settle({},{},{command})", source.display(), target.display());
        self.run(&[&call]);
        assert!(target.is_file(), "LibreOffice wrote nothing");
        target
    }

    /// The text of each page, without spaces: justified Japanese is set with gaps.
    pub(super) fn pages(&self, document: &Path) -> Vec<String> {
        let copy = self.copy(document);
        let folder = self.folder.path().to_str().unwrap();
        self.run(&["--convert-to", "pdf", "--outdir", folder, copy.to_str().unwrap()]);
        let pdf = self.folder.path().join("document.pdf");
        let text =
            Command::new("pdftotext").args(["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()]).output();
        let text = String::from_utf8(text.unwrap().stdout).unwrap();
        let mut pages: Vec<String> =
            text.split('\u{c}').map(|page| page.chars().filter(|c| !c.is_whitespace()).collect()).collect();
        pages.retain(|page| !page.is_empty());
        pages
    }
}
