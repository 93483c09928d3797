using MySqlOps.Engine.Replication.Errant;
using MySqlOps.Engine.Replication.Gtids;

namespace MySqlOps.Engine.Tests.Replication.Errant;

/// <summary>A set goes over the wire as the server reads it: the old form while there is no tag, the newer one with tags.</summary>
public sealed class GtidSetEncodingTests
{
    private const string Uuid = "00112233-4455-6677-8899-aabbccddeeff";
    private const string UuidBytes = "00112233445566778899AABBCCDDEEFF";

    [Fact]
    public void WithoutATagItIsTheOldForm() =>
        Assert.Equal(
            $"0100000000000000{UuidBytes}02000000000000000100000000000000040000000000000007000000000000000800000000000000",
            Convert.ToHexString(GtidSetEncoding.Encode(GtidSet.Parse($"{Uuid}:1-3:7"))));

    [Fact]
    public void WithATagItIsTheNewForm() =>
        Assert.Equal(
            $"0102000000000001{UuidBytes}00010000000000000001000000000000000200000000000000{UuidBytes}06666978010000000000000005000000000000000600000000000000",
            Convert.ToHexString(GtidSetEncoding.Encode(GtidSet.Parse($"{Uuid}:1:fix:5"))));

    [Fact]
    public void NothingIsANumberOfZero() => Assert.Equal("0000000000000000", Convert.ToHexString(GtidSetEncoding.Encode(GtidSet.Empty)));

    [Theory]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData($"{Uuid}:7#12:8#13", $"{Uuid}:7-8")]
    [InlineData($"{Uuid}:7#12,\n22222222-2222-2222-2222-222222222222:fix:3#9", $"{Uuid}:7,\n22222222-2222-2222-2222-222222222222:fix:3")]
    public void WhatIsOwnedIsReadWithoutItsThreads(string? owned, string expected) => Assert.Equal(expected, OwnedGtids.Parse(owned).ToString());
}
