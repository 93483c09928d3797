using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Election;

namespace MySqlOps.Engine.Tests.Failover.Election;

/// <summary>What is errant.</summary>
public sealed class ErrantTests
{
    [Theory]
    [InlineData("P:1-10|P:1-12", "-", "|")] // What the primary committed is never errant, whoever has it alone.
    [InlineData("P:1-10,1:1|P:1-12", "-", "1:1|")]
    [InlineData("P:1-10,1:1|P:1-12,2:1-3", "-", "1:1|2:1-3")]
    [InlineData("P:1-10,O:1-5|P:1-12,O:1-5", "-", "|")] // An older primary's, which all have.
    [InlineData("P:1-10,O:1-6|P:1-12,O:1-5", "-", "O:6|")]
    [InlineData("P:1-10,O:1-6|P:1-12,O:1-5", "P:1-9,O:1-6", "|")] // The primary had it.
    [InlineData("P:1-10,O:1-5|P:1-12,O:1-5", "P:1-12", "O:1-5|O:1-5")] // Both have what the primary never had.
    [InlineData("P:1-10,1:1|P:1-12,1:1", "P:1-12", "1:1|1:1")]
    [InlineData("P:1-10,1:1|P:1-12,1:1", "P:1-12,1:1", "|")]
    [InlineData("P:1-10,1:1", "-", "1:1")] // One replica alone: its own writes.
    [InlineData("P:1-10,O:1-5", "-", "")] // Of others nothing can be said.
    [InlineData("P:1-10,O:1-5", "P:1-8", "O:1-5")]
    [InlineData("P:1-10:blue:1-3|P:1-10", "-", "|")] // Tags of the primary.
    [InlineData("P:1-10,1:blue:1|P:1-10", "-", "1:blue:1|")]
    public void WhatNeitherThePrimaryNorAnotherHasIsErrant(string replicas, string known, string errant)
    {
        var members = replicas.Split('|').Select(static (set, i) => Members.Replica(i + 1, set)).ToList();
        var options = known == "-" ? Members.Options : Members.Options with { LastState = new PrimaryState { Uuid = Members.Primary, GtidExecuted = Members.Set(known) } };
        var holdings = new TransactionHoldings(members, options);
        Assert.Equal(errant.Split('|').Select(Members.Set), members.Select(holdings.Errant));
    }

    [Fact]
    public void WhatWasFetchedFromThePrimaryIsNotErrantThoughThePrimaryHadItOnlyAfterTheLastLook()
    {
        // The primary got it from elsewhere, after we last looked.
        var member = Members.Replica(1, "P:1-10,O:1-6", "P:1-10,O:6");
        var options = Members.Options with { LastState = new PrimaryState { Uuid = Members.Primary, GtidExecuted = Members.Set("P:1-10,O:1-5") } };
        Assert.True(new TransactionHoldings([member], options).Errant(member).IsEmpty);
    }

    [Fact]
    public void ErrantTransactionsAreNoPartOfWhatANewPrimaryMustHave() =>
        Assert.Equal(Members.Set("P:1-12"), new TransactionHoldings([Members.Replica(1, "P:1-10,1:1"), Members.Replica(2, "P:1-12")], Members.Options).Target);
}
