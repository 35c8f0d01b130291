import ArgumentParser

@main
struct Perille: ParsableCommand {}
