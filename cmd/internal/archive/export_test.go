package archive

// SpoolMemory is from where on a stream is kept on the disk.
const SpoolMemory = spoolMemory
