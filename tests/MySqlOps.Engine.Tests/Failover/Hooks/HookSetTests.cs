using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Failover.Hooks;

public sealed class HookSetTests
{
    private static readonly HookResult Well = new(true, 0, false, "moved old-Pw-1");
    private static readonly HookResult Ill = new(false, 3, false, "no old-Pw-1");

    [Fact]
    public async Task HooksThatLackStopNothing()
    {
        var set = Set([]);

        Assert.Null(await set.CheckAsync(Occasions.Before, CancellationToken.None));
        Assert.Null(await set.BeforeAsync(Occasions.Before, CancellationToken.None));
        await set.AfterAsync(Occasions.After, CancellationToken.None);
        await set.PostAsync(Occasions.After, CancellationToken.None);
    }

    [Fact]
    public async Task FailCheckAndBeforeFailoverStopTheFailoverUnlessTheyEndWell()
    {
        var well = Set(new() { [FailoverHookKind.FailCheck] = Well, [FailoverHookKind.BeforeFailover] = Well });
        var ill = Set(new() { [FailoverHookKind.FailCheck] = Ill, [FailoverHookKind.BeforeFailover] = new HookResult(false, null, true, "") });

        Assert.Null(await well.CheckAsync(Occasions.Before, CancellationToken.None));
        Assert.Null(await well.BeforeAsync(Occasions.Before, CancellationToken.None));
        Assert.Equal("There is no failover, because FailCheck (made up) ended with exit code 3 after 0.0 s: no ***", await ill.CheckAsync(Occasions.Before, CancellationToken.None));
        Assert.Equal("The failover is stopped, because BeforeFailover (made up) took too long and was stopped after 0.0 s.", await ill.BeforeAsync(Occasions.Before, CancellationToken.None));
    }

    [Fact]
    public async Task TheOtherTwoFailByThemselves()
    {
        var set = Set(new() { [FailoverHookKind.AfterFailover] = Ill, [FailoverHookKind.PostFailover] = Ill });

        Assert.Equal(ErrorId.FailoverHookFailed, (await Assert.ThrowsAsync<MySqlOpsException>(() => set.AfterAsync(Occasions.After, CancellationToken.None))).Id);
        Assert.Equal(ErrorId.FailoverHookFailed, (await Assert.ThrowsAsync<MySqlOpsException>(() => set.PostAsync(Occasions.After, CancellationToken.None))).Id);
    }

    [Fact]
    public async Task EachRunIsReportedWithPasswordsMasked()
    {
        var set = Set(new() { [FailoverHookKind.AfterFailover] = Well });
        var runs = new List<FailoverHookRun>();
        set.Report = runs.Add;

        await set.AfterAsync(Occasions.After, CancellationToken.None);

        var run = Assert.Single(runs);
        Assert.Equal((FailoverHookKind.AfterFailover, "made up", true, 0, 7L, "moved ***"), (run.Kind, run.Name, run.IsSuccess, run.ExitCode, run.Epoch, run.Message));
    }

    [Theory]
    [InlineData(495)]
    [InlineData(500)]
    [InlineData(505)]
    public async Task LongTextIsCutWhereNoPasswordIsSplit(int length)
    {
        var set = Set(new() { [FailoverHookKind.AfterFailover] = Well with { Message = $"old-Pw-1{new string('x', length)}" } });
        var runs = new List<FailoverHookRun>();
        set.Report = runs.Add;

        await set.AfterAsync(Occasions.After, CancellationToken.None);

        Assert.DoesNotContain("Pw", Assert.Single(runs).Message, StringComparison.Ordinal);
        Assert.InRange(runs[0].Message.Length, 498, 501);
    }

    private static HookSet Set(Dictionary<FailoverHookKind, HookResult> results) =>
        new(results.ToDictionary(static pair => pair.Key, static pair => (IFailoverHook)new Made(pair.Key, pair.Value)), new SecretMask([new Secret("old-Pw-1")]), TimeProvider.System);

    private sealed class Made(FailoverHookKind kind, HookResult result) : IFailoverHook
    {
        public string Name => "made up";

        public Task<HookResult> RunAsync(HookCall call, CancellationToken cancellationToken)
        {
            Assert.Equal(kind, call.Kind);
            return Task.FromResult(result);
        }
    }
}
