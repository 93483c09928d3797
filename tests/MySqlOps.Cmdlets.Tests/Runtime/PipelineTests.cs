using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Cmdlets.Tests.Runtime;

/// <summary>
/// What is queued, and when it is carried out. What PowerShell makes of it is Pester's matter: its compile-time reference
/// has no bodies, and says no to every question.
/// </summary>
public sealed class PipelineTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Pipeline _pipeline = new();
    private readonly AnyCmdlet _cmdlet = new();

    public void Dispose() => _pipeline.Dispose();

    [Fact]
    public void EverythingThatIsSaidIsQueued()
    {
        _pipeline.Output(1);
        _pipeline.Verbose("v");
        _pipeline.Warning("w");
        _pipeline.Error(new MySqlOpsException(ErrorId.QueryFailed, "No."));
        _pipeline.Progress(new OperationProgress { Activity = "a", Status = "s" });
        _pipeline.Complete();

        Assert.Equal(5, Drain());
    }

    [Fact]
    public void ProgressIsThinnedBeforeItIsQueued()
    {
        for (var i = 0; i < 1000; i++)
            _pipeline.Progress(new OperationProgress { Activity = "a", Status = "s" });
        _pipeline.Complete();

        Assert.InRange(Drain(), 1, 100);
    }

    [Fact]
    public async Task QuestionIsNotAskedBeforeWhatWasSaidBefore()
    {
        _pipeline.Output("before");
        var answer = _pipeline.ShouldProcessAsync("target", "action");
        using var sayings = _pipeline.Sayings(CancellationToken.None).GetEnumerator();

        sayings.MoveNext();
        sayings.Current(_cmdlet);

        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task QuestionIsAnsweredBeforeWhatIsSaidAfter()
    {
        _pipeline.Output("before");
        var answer = _pipeline.ShouldProcessAsync("target", "action");
        _pipeline.Output("after");
        using var sayings = _pipeline.Sayings(CancellationToken.None).GetEnumerator();

        for (var i = 0; i < 2; i++)
        {
            sayings.MoveNext();
            sayings.Current(_cmdlet);
        }

        Assert.False(await answer.WaitAsync(Patience));
    }

    [Fact]
    public async Task QuestionThatIsOpenWhenThePipelineStopsIsAnsweredNo()
    {
        var answer = _pipeline.ShouldProcessAsync("target", "action");

        _pipeline.Refuse();

        Assert.False(await answer.WaitAsync(Patience));
    }

    [Fact]
    public async Task QuestionAfterThePipelineHasStoppedIsAnsweredNo()
    {
        _pipeline.Refuse();

        Assert.False(await _pipeline.ShouldProcessAsync("target", "action").WaitAsync(Patience));
    }

    [Fact]
    public void WhatIsSaidAfterThePipelineHasStoppedIsNotHeard()
    {
        _pipeline.Refuse();
        _pipeline.Output(1);

        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Empty(_pipeline.Sayings(soon.Token));
    }

    [Fact]
    public void SpeakingToAStoppedPipelineIsNoError()
    {
        _pipeline.Refuse();
        _pipeline.Complete();

        Assert.Null(Record.Exception(() => _pipeline.Warning("Is anybody there?")));
    }

    [Fact]
    public void SayingsEndWhenTheWorkIsDone()
    {
        _pipeline.Complete();

        Assert.Empty(_pipeline.Sayings(CancellationToken.None));
    }

    [Fact]
    public void SayingsEndWhenTheTokenIsCancelled()
    {
        Assert.Empty(_pipeline.Sayings(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task SayingIsHeardWhileTheWorkGoesOn()
    {
        var heard = Task.Run(() => _pipeline.Sayings(CancellationToken.None).First());

        _pipeline.Output(1);

        Assert.NotNull(await heard.WaitAsync(Patience));
    }

    private int Drain()
    {
        var count = 0;
        foreach (var saying in _pipeline.Sayings(CancellationToken.None))
        {
            saying(_cmdlet);
            count++;
        }

        return count;
    }

    private sealed class AnyCmdlet : Cmdlet;
}
