/// <summary>How many tests of a suite, or of all, went which way, and which failed: a line each, with the first line of the reason.</summary>
readonly record struct Tally(int Passed, int Failed, int Skipped)
{
    private readonly string[]? _failures;

    public string[] Failures { get => _failures ?? []; init => _failures = value; }

    public bool IsEmpty => Passed + Failed + Skipped == 0;

    public static Tally operator +(Tally a, Tally b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped) { Failures = [.. a.Failures, .. b.Failures] };

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
