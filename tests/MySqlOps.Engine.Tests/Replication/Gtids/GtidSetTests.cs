using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Tests.Replication.Gtids;

public sealed class GtidSetTests
{
    private const string A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private const string B = "b9b4712a-df64-11e3-b391-60672090eb04";

    [Theory]
    [InlineData("", "")]
    [InlineData(" \n\t ", "")]
    [InlineData($"{A}:1", $"{A}:1")]
    [InlineData($"{A}:1-3:7", $"{A}:1-3:7")]
    [InlineData($"{A}:7:1-3:2-5", $"{A}:1-5:7")]
    [InlineData($"{A}:1-3:4-6", $"{A}:1-6")]
    [InlineData($"{A}:5-3", "")]
    [InlineData($"{A}:5-3:9", $"{A}:9")]
    [InlineData(A, "")]
    [InlineData($"{A}:tag", "")]
    [InlineData($"{A}:1:tag", $"{A}:1")]
    [InlineData($"{A}:tag:other:1", $"{A}:other:1")]
    [InlineData("3E11FA4771CA11E19E33C80AA9429562:1", $"{A}:1")]
    [InlineData($"{{{A}}}:1", $"{A}:1")]
    [InlineData("3E11FA47-71CA-11E1-9E33-C80AA9429562:1", $"{A}:1")]
    [InlineData($"  {A} : 1 - 3 : 5 ,\r\n {B} : 2 ", $"{A}:1-3:5,\n{B}:2")]
    [InlineData($"{B}:2,{A}:1", $"{A}:1,\n{B}:2")]
    [InlineData($"{A}:1,{A}:2", $"{A}:1-2")]
    [InlineData($",{A}:1,,", $"{A}:1")]
    [InlineData($"{A}:1-3:tag:5", $"{A}:1-3:tag:5")]
    [InlineData($"{A}:TAG:5:6:Other_1:7", $"{A}:other_1:7:tag:5-6")]
    [InlineData($"{A}:zeta:1:alpha:2,{A}:9", $"{A}:9:alpha:2:zeta:1")]
    [InlineData($"{A}:_:1", $"{A}:_:1")]
    [InlineData($"{A}:abcdefghijklmnopqrstuvwxyz012345:1", $"{A}:abcdefghijklmnopqrstuvwxyz012345:1")]
    [InlineData($"{A}:1-9223372036854775806", $"{A}:1-9223372036854775806")]
    public void TextIsReadAndWrittenAsTheServerDoes(string text, string canonical)
    {
        Assert.Equal(canonical, GtidSet.Parse(text).ToString());
        Assert.Equal(GtidSet.Parse(text), GtidSet.Parse(canonical));
    }

    [Theory]
    [InlineData($"{A}:")]
    [InlineData($"{A}:0")]
    [InlineData($"{A}:0-3")]
    [InlineData($"{A}:-3")]
    [InlineData($"{A}:1-")]
    [InlineData($"{A}:1--3")]
    [InlineData($"{A}:1-2-3")]
    [InlineData($"{A}::1")]
    [InlineData($"{A}:1:")]
    [InlineData($"{A}:tag:")]
    [InlineData($"{A}:9tag:1")]
    [InlineData($"{A}:täg:1")]
    [InlineData($"{A}:abcdefghijklmnopqrstuvwxyz0123456:1")]
    [InlineData($"{A}:1 2")]
    [InlineData($"{A}:+1")]
    [InlineData($"{A}:9223372036854775807")]
    [InlineData($"{A}:99999999999999999999")]
    [InlineData("3e11fa47-71ca-11e1-9e33-c80aa942956:1")]
    [InlineData("3e11fa47-71ca-11e1-9e33-c80aa942956g:1")]
    [InlineData("0x11fa47-71ca-11e1-9e33-c80aa9429562:1")]
    [InlineData("1-3")]
    [InlineData("Robert'); DROP TABLE")]
    public void WhatIsNoSetIsOneNamedError(string text)
    {
        var error = Assert.Throws<MySqlOpsException>(() => GtidSet.Parse(text));

        Assert.Equal(ErrorId.ReplicationGtidInvalid, error.Id);
        Assert.False(GtidSet.TryParse(text, out var set));
        Assert.True(set.IsEmpty);
    }

    [Fact]
    public void AnErrorNamesThePartAndKeepsItShort()
    {
        var error = Assert.Throws<MySqlOpsException>(() => GtidSet.Parse($"{A}:1-100,{B}:1-2,{B}:{new string('7', 5000)}"));

        Assert.Contains("'7777", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 50, 500);
    }

    [Fact]
    public void NothingIsNotASet() => Assert.False(GtidSet.TryParse(null, out _));

    [Theory]
    [InlineData($"{A}:1-5", $"{A}:1-5", GtidOrder.Equal)]
    [InlineData("", "", GtidOrder.Equal)]
    [InlineData($"{A}:1-5", $"{A}:2-4", GtidOrder.Ahead)]
    [InlineData($"{A}:1-5:tag:1", $"{A}:1-5", GtidOrder.Ahead)]
    [InlineData("", $"{A}:tag:1", GtidOrder.Behind)]
    [InlineData($"{A}:1-5", $"{A}:2-6", GtidOrder.Diverged)]
    [InlineData($"{A}:1", $"{A}:tag:1", GtidOrder.Diverged)]
    [InlineData($"{A}:1", $"{B}:1", GtidOrder.Diverged)]
    public void TwoSetsStandToEachOtherInOneOfFourWays(string one, string other, GtidOrder order) =>
        Assert.Equal(order, GtidSet.Parse(one).Compare(GtidSet.Parse(other)));

    [Fact]
    public void AnIntervalThatReachesPastSeveralCutsThemAll()
    {
        var rest = GtidSet.Parse($"{A}:1-3:5-9:12-20").Subtract(GtidSet.Parse($"{A}:2-15"));

        Assert.Equal($"{A}:1:16-20", rest.ToString());
    }

    [Fact]
    public void TheGreatestNumberDoesNotOverflow()
    {
        var all = GtidSet.Of(A, "", 1, long.MaxValue - 1);

        Assert.Equal(long.MaxValue - 1, all.Count);
        Assert.Equal($"{A}:1-9223372036854775805", all.Subtract(GtidSet.Of(A, "", long.MaxValue - 1, long.MaxValue - 1)).ToString());
        Assert.Equal(all, all.Union(GtidSet.Of(A, "", long.MaxValue - 1, long.MaxValue - 1)));
        Assert.Equal(long.MaxValue, all.Union(GtidSet.Of(B, "", 1, long.MaxValue - 1)).Count);
    }

    [Fact]
    public void ASetIsPartedBySource()
    {
        var set = GtidSet.Parse($"{A}:1-3:tag:5,{B}:1");

        Assert.Equal($"{A}:1-3:tag:5", set.WithSource(A.ToUpperInvariant()).ToString());
        Assert.Equal([new GtidSource(A, ""), new GtidSource(A, "tag"), new GtidSource(B, "")], set.Sources);
        Assert.Equal([$"{A}:1", $"{A}:2", $"{A}:3", $"{A}:tag:5", $"{B}:1"], set.Transactions);
        Assert.Equal(5, set.Count);
    }

    [Theory]
    [InlineData("no uuid", "", 1, 2)]
    [InlineData(A, "9", 1, 2)]
    [InlineData(A, "", 0, 2)]
    [InlineData(A, "", 3, 2)]
    [InlineData(A, "", 1, long.MaxValue)]
    public void PartsThatMakeNoSetAreRefused(string uuid, string tag, long first, long last) =>
        Assert.Equal(ErrorId.ReplicationGtidInvalid, Assert.Throws<MySqlOpsException>(() => GtidSet.Of(uuid, tag, first, last)).Id);
}
