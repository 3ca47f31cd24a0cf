//! `report.html` in a browser, where Chromium is at hand; elsewhere these tests say that they were left out.

mod driver;
mod large;
mod look;
mod offline;
mod offline_measured;
mod settle;
mod use_of_it;
