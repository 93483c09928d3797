/// <summary>How many tests of a suite, or of all, went which way.</summary>
readonly record struct Tally(int Passed, int Failed, int Skipped)
{
    public bool IsEmpty => Passed + Failed + Skipped == 0;

    public static Tally operator +(Tally a, Tally b) => new(a.Passed + b.Passed, a.Failed + b.Failed, a.Skipped + b.Skipped);

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
