import type { StoryInfo } from './handle';

/** The embedded environments that ship. Cheap: their data lives in other modules that load on first start. */
export const contosoHotels: StoryInfo = {
  id: 'contoso-hotels',
  name: 'Contoso Hotels',
  description: 'A hotel chain whose bookings answered slowly in the night.',
  timeZone: 'Europe/Madrid',
  opensAt: Date.UTC(2026, 10, 17, 8, 0),
  tenantId: '7f4c0c1e-52a5-4f0b-9d53-3a1d4c5be901',
  subscriptions: ['3d0c5f4a-6b1e-4c8f-9a27-51e0b7a4c101', '3d0c5f4a-6b1e-4c8f-9a27-51e0b7a4c102'],
  sample: 'contoso-hotels',
  clusters: [{ origin: 'https://contosotelemetry.spaincentral.kusto.windows.net', databases: ['Telemetry'] }],
};

export const tradexExchange: StoryInfo = {
  id: 'tradex-exchange',
  name: 'TradeX Exchange',
  description: 'A stock exchange whose orders took seconds after the market opened.',
  timeZone: 'Asia/Kolkata',
  opensAt: Date.UTC(2026, 10, 18, 6, 30),
  tenantId: 'b2a7d8e0-1c34-4d7e-8f60-92c5e1d7aa02',
  subscriptions: ['9e61b3c2-70d4-4a55-8c1b-d40f2e8b7201'],
  sample: 'tradex-exchange',
  clusters: [{ origin: 'https://tradextelemetry.centralindia.kusto.windows.net', databases: ['Telemetry'] }],
};

export const stories: readonly StoryInfo[] = [contosoHotels, tradexExchange];

/** What a first start shows. */
export const firstStory: StoryInfo = contosoHotels;
