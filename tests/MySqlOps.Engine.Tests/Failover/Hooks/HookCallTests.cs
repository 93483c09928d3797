using System.Text.Json;
using MySqlOps.Engine.Failover.Hooks;

namespace MySqlOps.Engine.Tests.Failover.Hooks;

public sealed class HookCallTests
{
    [Fact]
    public void OldHostAndPortAreKnownFromTheStart()
    {
        var call = new HookCall(FailoverHookKind.FailCheck, Occasions.Before);

        Assert.Equal(["db1", "3306"], call.Arguments);
        Assert.Equal(("db1", "3306", "", ""), (call.Environment["MYSQLOPS_OLD_HOST"], call.Environment["MYSQLOPS_OLD_PORT"], call.Environment["MYSQLOPS_NEW_HOST"], call.Environment["MYSQLOPS_NEW_PORT"]));
        Assert.Equal("It's gone. Both replicas say so.", call.Environment["MYSQLOPS_REASON"]);
    }

    [Fact]
    public void NewHostAndPortFollowTheOldOnes()
    {
        var call = new HookCall(FailoverHookKind.PostFailover, Occasions.After);

        Assert.Equal(["db1", "3306", "db2", "3307"], call.Arguments);
        Assert.Equal(("PostFailover", "7", "Completed", ""), (call.Environment["MYSQLOPS_HOOK"], call.Environment["MYSQLOPS_EPOCH"], call.Environment["MYSQLOPS_OUTCOME"], call.Environment["MYSQLOPS_MESSAGE"]));
    }

    [Theory]
    [InlineData(true, false, "Completed")]
    [InlineData(false, false, "Incomplete")]
    [InlineData(false, true, "Failed")]
    public void OutcomeIsAWord(bool isComplete, bool isUndone, string word) =>
        Assert.Equal(word, HookCall.Outcome(Occasions.After with { Outcome = Occasions.Outcome(isComplete, isUndone) }));

    [Fact]
    public void JsonIsOneLineThatSaysTheSame()
    {
        var json = new HookCall(FailoverHookKind.PostFailover, Occasions.After).Json;
        var read = JsonDocument.Parse(json).RootElement;

        Assert.DoesNotContain('\n', json);
        Assert.Equal("PostFailover", read.GetProperty("hook").GetString());
        Assert.Equal(("db1", 3306), (read.GetProperty("oldPrimary").GetProperty("host").GetString(), read.GetProperty("oldPrimary").GetProperty("port").GetInt32()));
        Assert.Equal("db2:3307", read.GetProperty("newPrimary").GetProperty("endpoint").GetString());
        Assert.Equal("It's gone.", read.GetProperty("reasons")[0].GetString());
        Assert.True(read.GetProperty("outcome").GetProperty("isComplete").GetBoolean());
    }

    [Fact]
    public void NothingHoldsThePassword()
    {
        var call = new HookCall(FailoverHookKind.PostFailover, Occasions.After);

        Assert.DoesNotContain("old-Pw-1", string.Join(' ', [.. call.Arguments, .. call.Environment.Values, call.Json]), StringComparison.Ordinal);
    }
}
