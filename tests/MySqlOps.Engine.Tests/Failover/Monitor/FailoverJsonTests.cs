using System.Text.Json;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Hooks;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Failover.Steps;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Tests.Failover.Hooks;

namespace MySqlOps.Engine.Tests.Failover.Monitor;

public sealed class FailoverJsonTests
{
    private static readonly FailoverEvent Plain = new()
    {
        Server = Occasions.Old,
        Primary = Occasions.Old,
        Kind = FailoverEventKind.LeaseTaken,
        At = new DateTimeOffset(2026, 11, 22, 13, 0, 0, TimeSpan.FromHours(1)),
        Message = "It's \"mine\".\nReally.",
    };

    [Fact]
    public void WhatIsNotKnownIsLeftOutAndTimesAreUtc() => Assert.Equal(
        """{"at":"2026-11-22T12:00:00Z","kind":"LeaseTaken","server":"db1:3306","primary":"db1:3306","message":"It's \"mine\".\nReally."}""",
        FailoverJson.Write(Plain));

    [Fact]
    public void EverythingThatIsKnownIsThere()
    {
        var json = FailoverJson.Write(Plain with
        {
            Kind = FailoverEventKind.FailoverCompleted,
            NewPrimary = Occasions.Fresh,
            Verdict = PrimaryVerdict.Crashed,
            Epoch = 7,
            Error = ErrorId.FailoverIncomplete,
            Step = new FailoverStepResult { Server = Occasions.Fresh, Kind = FailoverStepKind.Promote, Action = "Make db2 writable", Status = FailoverStepStatus.Done, Elapsed = TimeSpan.FromMilliseconds(12.3456) },
            Hook = new FailoverHookRun { Server = Occasions.Old, Kind = FailoverHookKind.AfterFailover, Name = "/bin/x", Elapsed = TimeSpan.FromSeconds(2), IsSuccess = false, ExitCode = 3, Message = "no" },
            Outcome = Occasions.Outcome(isComplete: false),
        });
        var read = JsonDocument.Parse(json).RootElement;

        Assert.Equal(("db2:3307", "Crashed", 7, "FailoverIncomplete"), (read.GetProperty("newPrimary").GetString(), read.GetProperty("verdict").GetString(), read.GetProperty("epoch").GetInt64(), read.GetProperty("error").GetString()));
        Assert.Equal(("Promote", "Done", 0.012), (read.GetProperty("step").GetProperty("kind").GetString(), read.GetProperty("step").GetProperty("status").GetString(), read.GetProperty("step").GetProperty("elapsedSeconds").GetDouble()));
        Assert.Equal(("AfterFailover", 3, "no"), (read.GetProperty("hook").GetProperty("kind").GetString(), read.GetProperty("hook").GetProperty("exitCode").GetInt32(), read.GetProperty("hook").GetProperty("message").GetString()));
        Assert.Equal((false, "db3 does not follow."), (read.GetProperty("outcome").GetProperty("isComplete").GetBoolean(), read.GetProperty("outcome").GetProperty("message").GetString()));
        Assert.DoesNotContain("old-Pw-1", json, StringComparison.Ordinal);
    }
}
