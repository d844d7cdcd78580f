import { contosoStory } from '../contoso/story';
import { tradexStory } from '../tradex/story';
import type { Story } from './types';

const all: readonly Story[] = [contosoStory, tradexStory];

/** The story of that id with its data; throws a RangeError that lists the known ones. */
export function storyOf(id: string): Story {
  const story = all.find(({ info }) => info.id === id);
  if (story === undefined)
    throw new RangeError(
      `unknown embedded environment ${JSON.stringify(id)}; known: ${all.map(({ info }) => info.id).join(', ')}`,
    );
  return story;
}
