//! A ChangeSet in, the reports that people circulate out. Nothing in a report that the data does not hold.
