import { createApp } from './app.js';
import { readConfig } from './config.js';

const config = readConfig(process.env);
const server = createApp(config).listen(config.port, () => {
  console.log(`contoso-web listens on ${config.port}`);
});

// App Service sends SIGTERM before it recycles an instance; requests under way may end.
process.on('SIGTERM', () => {
  server.close((error) => {
    if (error) console.error('shutdown:', error);
    process.exit(error ? 1 : 0);
  });
});
