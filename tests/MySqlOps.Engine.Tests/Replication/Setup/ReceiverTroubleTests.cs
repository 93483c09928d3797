using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Tests.Replication.Setup;

public sealed class ReceiverTroubleTests
{
    [Theory]
    [InlineData(2003, ErrorId.ReplicationSourceUnreachable)]
    [InlineData(2005, ErrorId.ReplicationSourceUnreachable)]
    [InlineData(1045, ErrorId.ReplicationLoginFailed)]
    [InlineData(1130, ErrorId.ReplicationLoginFailed)]
    [InlineData(13120, ErrorId.PrivilegeMissing)]
    [InlineData(2026, ErrorId.ReplicationTlsFailed)]
    [InlineData(2061, ErrorId.ReplicationPublicKeyMissing)]
    [InlineData(13114, ErrorId.ReplicationStartFailed)]
    public void EachPartOfTheWayHasItsOwnError(int number, ErrorId id) => Assert.Equal(id, ReceiverTrouble.Identify(number));
}
