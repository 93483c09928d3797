using MySqlOps.Engine.Compare.Rows.Live;

namespace MySqlOps.Engine.Tests.Compare.Rows;

/// <summary>What looked different on a replica counts only when nothing else can explain it.</summary>
public sealed class ConfirmationTests
{
    private readonly ManualClock _clock = new();
    private int _looks;

    [Fact]
    public async Task WhatHasArrivedMeanwhileIsSettled()
    {
        var result = await RunAsync(_ => 1, () => 1);

        Assert.Equal((0, 1, 0, null), (result.Confirmed.Count, result.Settled, result.Restless, result.Trouble));
    }

    [Fact]
    public async Task WhatDiffersWhileTheSourceRestsIsConfirmedAtOnce()
    {
        var result = await RunAsync(_ => 1, () => 2);

        Assert.Equal(["row"], result.Confirmed);
        Assert.Equal(2, _looks);
    }

    [Fact]
    public async Task WhatDiffersWhileTheSourceWritesIsConfirmedAfterThreeRounds()
    {
        _clock.IsBusy = true;
        var result = await RunAsync(_ => 1, () => 2);

        Assert.Equal(["row"], result.Confirmed);
        Assert.Equal(6, _looks);
    }

    [Fact]
    public async Task AValueThatGoesAwayAndComesBackIsNotConfirmed()
    {
        // The source shows 1 at each look; the replica, between them, once 2 and then 1.
        _clock.IsBusy = true;
        var there = new Queue<int>([2, 2, 1]);
        var result = await RunAsync(_ => 1, () => there.Dequeue());

        Assert.Empty(result.Confirmed);
        Assert.Equal(1, result.Settled);
    }

    [Fact]
    public async Task ARowThatIsChangedAtEachLookIsLeftOpen()
    {
        _clock.IsBusy = true;
        var result = await RunAsync(look => look, () => -1, TimeSpan.FromMilliseconds(50));

        Assert.Equal((0, 0, 1), (result.Confirmed.Count, result.Settled, result.Restless));
    }

    [Fact]
    public async Task ARowThatIsNowhereIsSettled() => Assert.Equal(1, (await RunAsync(_ => null, () => null)).Settled);

    [Fact]
    public async Task AReplicaThatIsStoppedIsTrouble()
    {
        _clock.IsBehind = true;
        var result = await RunAsync(_ => 1, () => 2, trouble: "it is stopped");

        Assert.Equal((0, 1, "it is stopped"), (result.Confirmed.Count, result.Restless, result.Trouble));
    }

    [Fact]
    public async Task AReplicaThatStaysBehindIsTrouble()
    {
        _clock.IsBehind = true;

        Assert.Contains("did not execute", (await RunAsync(_ => 1, () => 2, TimeSpan.FromMilliseconds(50))).Trouble, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("3e11fa47-71ca-11e1-9e33-c80aa9429562:7#12", "3e11fa47-71ca-11e1-9e33-c80aa9429562:7#12")]
    [InlineData("aa:7#12:8#13, bb:tag:1#14", "aa:7#12 aa:8#13 bb:tag:1#14")]
    public void OwnedGtidsComeApart(string owned, string expected) => Assert.Equal(expected, string.Join(' ', GtidClock.ParseOwned(owned).Order(StringComparer.Ordinal)));

    private Task<ConfirmationResult<string>> RunAsync(Func<int, int?> origin, Func<int?> replica, TimeSpan? limit = null, string? trouble = null)
    {
        var confirmation = new Confirmation<string>(_clock, _ => Task.FromResult(trouble), limit ?? TimeSpan.FromSeconds(30), TimeProvider.System);
        return confirmation.RunAsync(["row"], StringComparer.Ordinal, _ => Read(origin(_looks++)), _ => Read(replica()), CancellationToken.None);
    }

    private static Task<IReadOnlyDictionary<string, UInt128>> Read(int? value) => Task.FromResult<IReadOnlyDictionary<string, UInt128>>(
        value is { } known ? new Dictionary<string, UInt128> { ["row"] = (UInt128)(uint)known } : new Dictionary<string, UInt128>());
}
