using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Foundation;

public class MySqlOpsExceptionTests
{
    [Fact]
    public void ErrorKeepsWhatItWasMadeOf()
    {
        var (target, inner) = (new object(), new IOException("cut"));

        var error = new MySqlOpsException(ErrorId.ConnectionLost, "It is gone.", target, inner);

        Assert.Equal((ErrorId.ConnectionLost, "It is gone.", target, inner), (error.Id, error.Message, error.Target, error.InnerException));
    }

    [Fact]
    public void ErrorKeepsTheServersNumberAndState()
    {
        var error = new MySqlOpsException(ErrorId.QueryFailed, "No.") { ServerErrorNumber = 1146, SqlState = "42S02" };

        Assert.Equal((1146, "42S02"), (error.ServerErrorNumber, error.SqlState));
    }

    [Fact]
    public void ErrorOfNoServerHasNoNumber()
    {
        var error = new MySqlOpsException(ErrorId.FileFailed, "No.");

        Assert.Equal((null, null, null), (error.ServerErrorNumber, error.SqlState, error.Target));
    }
}
